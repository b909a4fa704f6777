/// The deadline of some work passed before it ended.
package struct DeadlinePassed: Error {}
