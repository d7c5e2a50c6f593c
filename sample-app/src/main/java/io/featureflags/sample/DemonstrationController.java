package io.featureflags.sample;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Faults and visits for the demonstration of a guarded rollout. The sample listens on this machine only. */
@RestController
@RequestMapping(path = "/demo", produces = MediaType.TEXT_PLAIN_VALUE + ";charset=UTF-8")
class DemonstrationController {

    private static final int MAX_RATE = 1000;

    private static final int MAX_SECONDS = 3600;

    private final Trouble trouble;

    private final Load load;

    DemonstrationController(Trouble trouble, Load load) {
        this.trouble = trouble;
        this.load = load;
    }

    @PostMapping("/failures")
    ResponseEntity<String> failures(@RequestParam int oneIn) {
        if (oneIn < 0) {
            return refused("'oneIn' must be 0 for no failures, or more");
        }
        trouble.set(oneIn);
        return ResponseEntity.ok(
                oneIn == 0 ? "The new checkout works.\n" : "The new checkout fails for 1 user in " + oneIn + ".\n");
    }

    @PostMapping("/load")
    ResponseEntity<String> load(
            @RequestParam(defaultValue = "200") int rate, @RequestParam(defaultValue = "60") int seconds) {
        if (rate < 10 || rate > MAX_RATE || seconds < 0 || seconds > MAX_SECONDS) {
            return refused("'rate' must be from 10 to " + MAX_RATE + " visits in a second, and 'seconds' from 0 to "
                    + MAX_SECONDS);
        }
        load.start(rate, seconds);
        return ResponseEntity.ok(rate + " users in a second visit the checkout, for " + seconds + " seconds.\n");
    }

    private static ResponseEntity<String> refused(String problem) {
        return ResponseEntity.badRequest().contentType(MediaType.TEXT_PLAIN).body(problem + "\n");
    }
}
