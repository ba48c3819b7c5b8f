"""The database: tables, every query, migrations, stored scores. Nothing else knows SQL."""
