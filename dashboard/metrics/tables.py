"""The marts that metrics read, as unbound Ibis tables: names and types only, no connection."""

import ibis

_CELL = {"area": "string", "year": "int16", "industry": "string", "division": "string"}

company_stock = ibis.table({**_CELL, "size": "string", "companies": "int32"}, name="company_stock")
company_flow = ibis.table({**_CELL, "births": "int32", "deaths": "int32", "active": "int32"}, name="company_flow")
company_life = ibis.table({**_CELL, "age": "string", "at_risk": "int32", "ended": "int32"}, name="company_life")
workplace_stock = ibis.table(
    {**_CELL, "size": "string", "workplaces": "int32", "employees_low": "int64", "employees_high": "int64",
     "unknown": "int32"},
    name="workplace_stock",
)  # fmt: skip
job_flow = ibis.table(
    {**_CELL, "creation_low": "int64", "creation_high": "int64", "destruction_low": "int64", "destruction_high": "int64",
     "mean_low": "float64", "mean_high": "float64", "workplaces": "int32", "unknown": "int32"},
    name="job_flow",
)  # fmt: skip
employment = ibis.table(
    {**_CELL, "jobs": "int32", "status": "string", "hidden": "int32", "covered": "boolean", "bio_jobs": "float64",
     "circular_jobs": "float64"},
    name="employment",
)  # fmt: skip
employment_base = ibis.table({"area": "string", "year": "int16", "jobs": "int64"}, name="employment_base")
vacancy_stock = ibis.table(
    {**_CELL, "occupation": "string", "education": "string", "advertisements": "int32", "positions": "int32"},
    name="vacancy_stock",
)  # fmt: skip
emission = ibis.table({"area": "string", "year": "int16", "sector": "string", "tonnes": "float64"}, name="emission")
rd_project = ibis.table(
    {"area": "string", "year": "int16", "amount_eur": "float64", "country": "string"}, name="rd_project"
)
working_age = ibis.table({"area": "string", "year": "int16", "persons": "int64"}, name="working_age")
area_population = ibis.table(
    {"area": "string", "year": "int16", "persons": "int64", "published_day": "date"}, name="area_population"
)
population_base = ibis.table(
    {"area": "string", "year": "int16", "persons": "int64", "published_day": "date"}, name="population_base"
)
establishment = ibis.table(
    {"key": "string", "programme": "string", "area": "string", "industry": "string",
     "division": "string", "stage": "string",
     "verification": "string", "counted_on": "date", "counts": "boolean"},
    name="establishment",
)  # fmt: skip
job_result = ibis.table(
    {"key": "string", "programme": "string", "area": "string", "kind": "string", "fte": "float64",
     "verification": "string", "counted_on": "date", "higher_education": "boolean", "counts": "boolean"},
    name="job_result",
)  # fmt: skip
programme = ibis.table({"key": "string", "current": "boolean", "start_on": "date", "end_on": "date"}, name="programme")
rd_capacity = ibis.table({"field": "string", "area": "string", "contact_points": "int64"}, name="rd_capacity")
warehouse = ibis.table({"as_of": "date"}, name="warehouse")

# What a question adds, as placeholders, so that a compiled statement serves every selection
PARAMETERS = {
    "first": ibis.param("int64"),
    "last": ibis.param("int64"),
    "codes": ibis.param("array<string>"),
    "sizes": ibis.param("array<string>"),
}
