package io.featureflags.sample.readme;

import io.featureflags.LiveValue;
import io.featureflags.spi.FlagRegistry;
import org.springframework.stereotype.Component;

@Component
class Theme {

    private final LiveValue<String> color;

    Theme(FlagRegistry flags) {
        this.color = flags.value("button_color", "grey");
    }

    String color() {
        return color.get();
    }
}
