import CareTypes
import RegistrationAPI
import RegistrationDomain
import ServiceCore
import ServiceRuntime
import SwiftProtobuf
import TypeAPI

/// What every service of Registration answers with: the records, the time, and the reference tables.
struct RPCParts {
  let store: RegistrationStores
  let clock: RegistryClock
  let tables: ReferenceTables

  /// For whom the current call reads and changes.
  func viewer() throws -> Viewer {
    Viewer(scope: CallContext.current.scope, today: try clock.today())
  }

  /// Reads the requests of the current call.
  func reading() throws -> RequestReading {
    RequestReading(today: try clock.today(), tables: tables)
  }

  /// How records are told.
  func telling() throws -> MessageTelling {
    MessageTelling(today: try clock.today(), tables: tables)
  }
}
