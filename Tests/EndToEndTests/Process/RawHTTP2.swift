import Foundation

/// One HTTP/2 stream made by hand over a TCP connection: a real client would refuse to send what these tests send.
enum RawHTTP2 {
  /// Sends one call with one empty message, and waits for any answer to it.
  ///
  /// - Parameters:
  ///   - headers: The header block, in order, as bytes of names and values.
  ///   - port: On loopback.
  /// - Returns: Whether the server answered: a header block, a reset, a farewell, or the end of the connection.
  static func call(_ headers: [(String, [UInt8])], port: UInt16) throws -> Bool {
    let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    defer { close(descriptor) }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_addr.s_addr = inet_addr("127.0.0.1")
    address.sin_port = port.bigEndian
    let isConnected = withUnsafePointer(to: &address) { pointer in
      pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size)) == 0
      }
    }
    guard isConnected else { return false }
    let endOfHeaders: UInt8 = 0x4
    let endOfStream: UInt8 = 0x1
    let block = headers.flatMap { literal($0.0, $0.1) }
    let largest = 16_384
    var bytes = Array("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".utf8) + frame(type: 0x4, stream: 0, [])
    bytes += frame(type: 0x1, flags: block.count <= largest ? endOfHeaders : 0, stream: 1, Array(block.prefix(largest)))
    var rest = block.dropFirst(largest)
    while !rest.isEmpty {
      let part = Array(rest.prefix(largest))
      rest = rest.dropFirst(largest)
      bytes += frame(type: 0x9, flags: rest.isEmpty ? endOfHeaders : 0, stream: 1, part)
    }
    bytes += frame(type: 0x0, flags: endOfStream, stream: 1, [0, 0, 0, 0, 0])
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes {
        send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
      }
      if count <= 0 { break }
      sent += count
    }
    return isAnswered(descriptor)
  }

  /// Reads frames until one answers the stream or the connection ends; at most five seconds.
  private static func isAnswered(_ descriptor: Int32) -> Bool {
    var limit = timeval(tv_sec: 5, tv_usec: 0)
    setsockopt(descriptor, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
    var received: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 4_096)
    while true {
      while received.count >= 9 {
        let length = Int(received[0]) << 16 | Int(received[1]) << 8 | Int(received[2])
        guard received.count >= 9 + length else { break }
        // Headers, reset, farewell.
        if [0x1, 0x3, 0x7].contains(received[3]) { return true }
        received.removeFirst(9 + length)
      }
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count < 0 { return errno == ECONNRESET }
      if count == 0 { return true }
      received += buffer.prefix(count)
    }
  }

  private static func frame(type: UInt8, flags: UInt8 = 0, stream: UInt8, _ payload: [UInt8]) -> [UInt8] {
    let count = payload.count
    return [UInt8(count >> 16 & 255), UInt8(count >> 8 & 255), UInt8(count & 255), type, flags, 0, 0, 0, stream]
      + payload
  }

  /// A header of HPACK that enters no table, without Huffman coding.
  private static func literal(_ name: String, _ value: [UInt8]) -> [UInt8] {
    [0] + text(Array(name.utf8)) + text(value)
  }

  private static func text(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.count >= 127 else { return [UInt8(bytes.count)] + bytes }
    var length: [UInt8] = [127]
    var rest = bytes.count - 127
    while rest >= 128 {
      length.append(UInt8(rest & 127 | 128))
      rest >>= 7
    }
    return length + [UInt8(rest)] + bytes
  }
}
