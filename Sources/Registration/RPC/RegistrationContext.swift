import RegistrationDomain
import CareTypes
import RegistrationAPI
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// What every RPC of Registration works with: the records, the clock and the reference tables.
struct RegistrationContext {
  let store: RegistrationStores
  let clock: RegistryClock
  let tables: ReferenceTables

  /// Whose call it is: the scope of the client, and today's date.
  func viewer() throws -> Viewer {
    Viewer(scope: CallContext.current.scope, today: try clock.today())
  }

  /// Reads the fields of the current call's request.
  func reader() throws -> RequestReader {
    RequestReader(today: try clock.today(), tables: tables)
  }

  /// Writes the records of the current call's answer.
  func writer() throws -> MessageWriter {
    MessageWriter(today: try clock.today(), tables: tables)
  }
}
