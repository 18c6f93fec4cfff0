"""Tables of people sentenced: the Commission's files and offices' rosters in one normalized schema.

from lenity.population import convert, scan

scan("opafy16nid.dat").select("district", "final_offense_level", "sentence_months").collect()
convert(["opafy16nid.dat"], "people.parquet")
"""

from lenity.population._column import RANGE_LIFE, SENTENCE_LIFE
from lenity.population._faults import ReadFault, ReadFaults
from lenity.population._normal import ReadReport
from lenity.population.convert import convert
from lenity.population.read import read_batches, scan, schema_types
from lenity.population.schema import SCHEMA, Column, code_labels, column, schema_rows

__all__ = [
    "RANGE_LIFE",
    "SCHEMA",
    "SENTENCE_LIFE",
    "Column",
    "ReadFault",
    "ReadFaults",
    "ReadReport",
    "code_labels",
    "column",
    "convert",
    "read_batches",
    "scan",
    "schema_rows",
    "schema_types",
]
