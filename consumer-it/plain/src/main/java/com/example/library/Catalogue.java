package com.example.library;

import jakarta.servlet.http.HttpSession;
import org.springframework.cache.annotation.Cacheable;
import org.springframework.stereotype.Service;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@Service
class Catalogue {

    private int searches;

    @Cacheable("titles")
    public String find(String word) {
        searches++;
        return word + " " + searches;
    }

    @RestController
    static class Desk {

        private final Catalogue catalogue;

        Desk(Catalogue catalogue) {
            this.catalogue = catalogue;
        }

        @GetMapping("/find")
        String find(String word, HttpSession session) {
            session.setAttribute("last", word);
            return catalogue.find(word);
        }
    }
}
