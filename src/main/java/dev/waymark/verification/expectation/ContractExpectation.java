package dev.waymark.verification.expectation;

import dev.waymark.verification.expectation.Expected.Available;
import dev.waymark.verification.expectation.Expected.Unavailable;
import java.util.Optional;

/** The contract that a setting names, parsed again only when its file has changed. */
final class ContractExpectation {
  private final Optional<CachedFile<Contract, InvalidContract>> file;

  ContractExpectation(Optional<String> location) {
    this.file = location.map(path -> new CachedFile<>(path, Contract::read));
  }

  boolean named() {
    return file.isPresent();
  }

  Expected expected() {
    if (file.isEmpty()) {
      return new Unavailable(
          "No contract says what the database should be.",
          "Set WAYMARK_CONTRACT to a contract file; GET /schema?format=contract writes one.");
    }
    try {
      Contract contract = file.get().get();
      return new Available(
          contract.expectation(),
          new ExpectationSource(
              ExpectationChoice.CONTRACT, contract.location(), null, contract.postgresql()),
          contract.ignore());
    } catch (InvalidContract exception) {
      return new Unavailable(
          exception.getMessage(), "Mend the contract, or point WAYMARK_CONTRACT at another one.");
    }
  }
}
