package io.featureflags.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.SecurityContextHolder;

class SpringSecurityContextProviderTests {

    private final SpringSecurityContextProvider provider = new SpringSecurityContextProvider();

    @AfterEach
    void clear() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void userIsTheNameWithItsRoles() {
        authenticate(new TestingAuthenticationToken("anna", "secret", "ROLE_ADMIN", "SCOPE_read"));

        assertThat(provider.currentContext())
                .isEqualTo(EvaluationContext.of("anna").with("roles", List.of("ROLE_ADMIN", "ADMIN", "SCOPE_read")));
    }

    @Test
    void contextIsAnonymousWithoutAnAuthentication() {
        assertThat(provider.currentContext()).isEqualTo(EvaluationContext.anonymous());
    }

    @Test
    void contextIsAnonymousForAnAnonymousUser() {
        authenticate(new AnonymousAuthenticationToken(
                "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS")));

        assertThat(provider.currentContext()).isEqualTo(EvaluationContext.anonymous());
    }

    @Test
    void contextIsAnonymousBeforeTheAuthentication() {
        authenticate(UsernamePasswordAuthenticationToken.unauthenticated("anna", "secret"));

        assertThat(provider.currentContext()).isEqualTo(EvaluationContext.anonymous());
    }

    private static void authenticate(Authentication authentication) {
        SecurityContextHolder.getContext().setAuthentication(authentication);
    }
}
