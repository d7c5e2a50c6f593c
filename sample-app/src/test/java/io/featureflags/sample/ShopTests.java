package io.featureflags.sample;

import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.delete;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.put;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import io.featureflags.test.Feature;
import io.featureflags.test.FeatureVariations;
import io.featureflags.test.WithFlagValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.context.WebApplicationContext;

/** The shop over HTTP, without Redis: flags that a test does not set answer from application.yml. */
@SpringBootTest(properties = "spring.data.redis.port=1")
class ShopTests {

    private MockMvc shop;

    @BeforeEach
    void open(@Autowired WebApplicationContext context) {
        shop = MockMvcBuilders.webAppContextSetup(context).build();
    }

    @Test
    void aNameCannotBecomeMarkup() throws Exception {
        shop.perform(get("/").param("user", "<script>alert('x')</script>\"&"))
                .andExpect(content()
                        .string(allOf(
                                not(containsString("<script>")),
                                containsString("&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt;&quot;&amp;</td>"))));
    }

    @Test
    void thePageReloadsAndShowsWhichCodeRan() throws Exception {
        shop.perform(get("/"))
                .andExpect(content().contentType("text/html;charset=UTF-8"))
                .andExpect(content()
                        .string(allOf(
                                containsString("<meta http-equiv=\"refresh\" content=\"1\">"),
                                containsString("legacy checkout for ada"),
                                containsString("legacy recommendations for ada"))));
    }

    @FeatureVariations("new_checkout_flow")
    void theCheckoutFollowsItsFlag(@Feature("new_checkout_flow") boolean on) throws Exception {
        shop.perform(get("/checkout").param("user", "ada"))
                .andExpect(content().string(on ? "new checkout for ada\n" : "legacy checkout for ada\n"));
    }

    @Test
    @WithFlagValue(flag = "ai_recommendations", value = "{\"users\": [\"ada\"]}")
    void recommendationsFollowTheirUser() throws Exception {
        shop.perform(get("/recommendations").param("user", "ada"))
                .andExpect(content().string(not(containsString("legacy"))));
        shop.perform(get("/recommendations").param("user", "eve"))
                .andExpect(content().string(containsString("legacy")));
    }

    @Test
    void anAnswerIsPlainTextForAnyName() throws Exception {
        shop.perform(get("/checkout").param("user", "<b>Żółć</b>"))
                .andExpect(content().contentType("text/plain;charset=UTF-8"))
                .andExpect(content().string("legacy checkout for <b>Żółć</b>\n"));
    }

    @Test
    void anAnswerNeedsNoUser() throws Exception {
        shop.perform(get("/recommendations")).andExpect(status().isOk());
    }

    @Test
    void aNameOutsideTheGrammarIsRejected() throws Exception {
        shop.perform(put("/flags/{name}", "no spaces").param("value", "true"))
                .andExpect(status().isBadRequest())
                .andExpect(content().string(containsString("must match")));
    }

    @Test
    void aChangeWithoutRedisIsRejected() throws Exception {
        shop.perform(delete("/flags/new_checkout_flow"))
                .andExpect(status().isServiceUnavailable())
                .andExpect(content().string(containsString("Redis does not answer")));
    }
}
