"""Publishers with a few units, advertisements or cells each, as they behave by their documents."""
