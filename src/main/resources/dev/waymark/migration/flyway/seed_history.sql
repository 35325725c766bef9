-- One row of a history into the history of a copy; ${history} is the qualified, quoted table.
INSERT INTO ${history} (
  installed_rank, version, description, type, script, checksum, installed_by, installed_on,
  execution_time, success
)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
