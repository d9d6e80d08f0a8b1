import { expect, test } from "vitest";
import { NO_ADDRESS, network } from "../../../adapters/web/network.ts";

test.each([
  ["an address of IPv4 is one network", "192.0.2.1", "192.0.2.1", true],
  ["and another is another", "192.0.2.1", "192.0.2.2", false],
  ["a port makes no other network", "8.8.8.8:1001", "8.8.8.8:1002", true],
  ["nor does one behind brackets", "[2001:db8::1]:1001", "2001:db8::1", true],
  ["nor do white space and a zone", " fe80::1%eth0", "fe80::1", true],
  ["IPv4 written as IPv6 is the same", "::ffff:192.0.2.1", "192.0.2.1", true],
  ["in hex too", "::FFFF:c000:201", "192.0.2.1", true],
  ["and still one address apart from the next", "::ffff:192.0.2.1", "::ffff:192.0.2.2", false],
  ["of IPv6 four groups count", "2001:db8:1:2::1", "2001:db8:1:2:ffff::9", true],
  ["the fourth among them", "2001:db8:1:2::1", "2001:db8:1:3::1", false],
  ["however the zeros are written", "2001:db8::1", "2001:0DB8:0:0:0:0:0:1", true],
  ["this machine is not everybody", "::1", "2001:db8::1", false],
])("%s: %s and %s", (_, one, other, isSame) => expect(network(one) === network(other)).toBe(isSame));

test.each([
  "",
  " ",
  "unknown",
  "1",
  "abcd",
  "1:2:3:4:5:6:7:8:9::1",
  "1:2:3:4:5:6:7:8:9",
  "1::2::3",
  ":",
  "::ffff:",
  "[",
  "[]",
  "[::1",
  "[::1]:port",
  "::1]@example.jp/[::1",
  "8.8.8.8:",
  "8.8.8",
  "8.8.8.256",
  "08.8.8.8",
  "8.8.8.8.8",
  "http://8.8.8.8",
  "2001:db8::g",
  "\ud83d",
  "1:".repeat(5_000),
])("what is no address counts as one visitor: %j", (address) => expect(network(address)).toBe(NO_ADDRESS));
