"""Cases in a database: documents, claims, jobs, decisions, accounts and their audit trail.

SQLite by default, PostgreSQL by its address; the same tables, statements and tests for both.
Rules never see a row: what leaves this package are the dataclasses of its modules.
"""
