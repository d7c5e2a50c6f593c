package io.featureflags.sample;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.springframework.web.util.HtmlUtils;

/**
 * The page that shows a change of a flag: the answers for some users, reloaded every second, and a button that follows a
 * variant.
 */
@Component
class ShopPage {

    private static final List<String> USERS =
            List.of("ada", "alan", "barbara", "dennis", "edsger", "frances", "grace", "ken", "linus", "margaret");

    private final CheckoutService checkout;

    private final RecommendationService recommendations;

    private final Look look;

    ShopPage(CheckoutService checkout, RecommendationService recommendations, Look look) {
        this.checkout = checkout;
        this.recommendations = recommendations;
        this.look = look;
    }

    /** Returns the page for the users of the shop, and for one more user if the name is not blank. */
    String html(String user) {
        Stream<String> more = user.isBlank() ? Stream.empty() : Stream.of(user);
        String rows = Stream.concat(USERS.stream(), more).map(this::row).collect(Collectors.joining("\n"));
        return """
                <!DOCTYPE html>
                <html lang="en">
                <head>
                <meta charset="utf-8">
                <noscript><meta http-equiv="refresh" content="1"></noscript>
                <script type="module" src="shop.js"></script>
                <title>A small shop</title>
                <style>
                %s
                </style>
                </head>
                <body>
                <h1>A small shop</h1>
                <table>
                <tr><th>user</th><th>checkout</th><th>recommendations</th></tr>
                %s
                </table>
                <p><button id="buy">Buy</button> has the variant of <code>button_color</code>, which the browser follows over
                OFREP.</p>
                <p>Change <code>new_checkout_flow</code>, <code>ai_recommendations</code> or <code>new_ui_layout</code>:
                this page reloads every second. Without commands, the
                <a href="actuator/featureflags/-/console/">console</a> changes them.</p>
                </body>
                </html>
                """.formatted(look.stylesheet(), rows);
    }

    private String row(String user) {
        return "<tr><td>" + escaped(user) + "</td>" + cell(checkout(user)) + cell(recommendations.recommend(user))
                + "</tr>";
    }

    private String checkout(String user) {
        try {
            return checkout.checkout(user);
        } catch (PaymentFailedException ex) {
            return "new checkout has failed";
        }
    }

    private static String cell(String answer) {
        return "<td class=\"" + (answer.startsWith("new") ? "new" : "legacy") + "\">" + escaped(answer) + "</td>";
    }

    /** A name is any input of a user, and must not become markup. */
    private static String escaped(String text) {
        return HtmlUtils.htmlEscape(text, "UTF-8");
    }
}
