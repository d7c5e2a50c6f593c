package com.example.library;

/** Mapped by META-INF/orm.xml: with a second Spring Data module, its repository would not be found. */
public class Reader {

    private Long id;

    private String name;

    protected Reader() {}

    public Reader(String name) {
        this.name = name;
    }

    public String name() {
        return name;
    }
}
