package com.example.library;

import org.springframework.data.repository.CrudRepository;

public interface Readers extends CrudRepository<Reader, Long> {}
