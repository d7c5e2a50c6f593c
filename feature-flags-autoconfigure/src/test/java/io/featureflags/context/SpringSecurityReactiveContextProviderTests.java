package io.featureflags.context;

import static org.assertj.core.api.Assertions.assertThat;

import io.featureflags.EvaluationContext;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.TestingAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.core.context.ReactiveSecurityContextHolder;
import reactor.util.context.Context;

class SpringSecurityReactiveContextProviderTests {

    private final SpringSecurityReactiveContextProvider provider = new SpringSecurityReactiveContextProvider();

    @Test
    void userIsTheNameWithItsRoles() {
        assertThat(provider.currentContext(
                                authenticated(new TestingAuthenticationToken("anna", "secret", "ROLE_ADMIN")))
                        .block())
                .isEqualTo(EvaluationContext.of("anna").with("roles", List.of("ROLE_ADMIN", "ADMIN")));
    }

    @Test
    void contextIsEmptyWithoutAnAuthentication() {
        assertThat(provider.currentContext(Context.empty()).block()).isNull();
    }

    @Test
    void contextIsEmptyForAnAnonymousUser() {
        assertThat(provider.currentContext(authenticated(new AnonymousAuthenticationToken(
                                "key", "anonymousUser", AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"))))
                        .block())
                .isNull();
    }

    @Test
    void contextIsEmptyBeforeTheAuthentication() {
        assertThat(provider.currentContext(
                                authenticated(UsernamePasswordAuthenticationToken.unauthenticated("anna", "secret")))
                        .block())
                .isNull();
    }

    private static Context authenticated(Authentication authentication) {
        return ReactiveSecurityContextHolder.withAuthentication(authentication);
    }
}
