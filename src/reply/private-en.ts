/**
 * The private page and the way to it, in English.
 */

import type { PrivateWords } from "../ports/private.ts";
import { hours } from "./conversation-en.ts";
import { timeIn } from "./page-time.ts";

const ASK_AGAIN =
  "Write “new link” in LINE and you will be sent a new one. A link works for 48 hours, in the browser that opens it first.";

export const en: PrivateWords = {
  line: {
    buttons: { offer: "Use a private page", newLink: "New link", revoke: "Cancel the links" },
    opened: ({ desk, opening, number }) =>
      [
        `Your request (no. ${number}) has been received. ${desk === undefined ? "Staff" : `Staff of ${desk}`} will answer on a private page.`,
        hours(opening),
        "Please go on writing on the page below. What you write there is not shown in LINE. The link works for 48 hours.",
      ].join("\n"),
    offered: "What you do not want to leave in LINE you can write on a private page. Press the button below.",
    link: "This is the link to your private page. Open it on your own phone within 48 hours. It works in the browser that opens it first.",
    answered: "There is an answer for you. Please read it on this page.",
    reminder:
      "Staff have received this. They answer on your private page, not in LINE. Press “New link” if you need a link to it.",
    revoked: "No link to the page works any more. Press “New link” to use it again.",
    none: "You have no private page now. You can use one once you talk to a person.",
    records: (count) => `Besides, ${count} on your private page. You can read them there.`,
  },
  page: {
    title: "Private page",
    caseTitle: (number) => `Your request (no. ${number})`,
    door: {
      text: "Your request goes on here. Once you open it, it can be read in this browser alone. Please use your own phone or computer.",
      open: "Open",
    },
    who: { resident: "You", person: "Staff", desk: "Machine" },
    intro: (desk) =>
      `What you write here is read by ${desk === undefined ? "staff" : `staff of ${desk}`}. It is not shown in LINE. No machine answers here. What was said in LINE can be read in LINE. Please do not write your My Number or any password.`,
    opening: hours,
    entriesTitle: "What was said here",
    empty: "Nothing has been written yet.",
    form: { label: "Write to staff", hint: (units) => `Up to ${units} characters.`, submit: "Send" },
    look: "Look for new answers",
    erase: {
      title: "Delete my records",
      button: "Delete my records",
      ask: "Everything will be deleted: what was said in LINE and what was written here. It cannot be undone. Are you sure?",
      sure: "Delete everything",
      keep: "Go back and delete nothing",
    },
    leave: {
      button: "Leave in this browser",
      hint: "If others use this device, leave when you have finished. To come back, get a new link in LINE.",
    },
    time: timeIn("en-GB"),
    notices: {
      gone: { title: "This link does not work", text: ASK_AGAIN },
      elsewhere: {
        title: "This link was opened in another browser",
        text: `Please go on in the browser that opened it first. If that was not you, or to read here, get a new link in LINE.\n${ASK_AGAIN}`,
      },
      noCookie: {
        title: "The page could not be opened",
        text: "Please allow cookies in the settings of your browser, then open the link once more.",
      },
      closed: {
        title: "This request is closed",
        text: "You cannot write here any more. To go on, press “Open request again” in LINE.",
      },
      blank: { title: "Nothing was written", text: "Write what you would like to tell staff, then press “Send”." },
      stale: {
        title: "Please press “Send” once more",
        text: "The page was out of date, so nothing was sent. Your text is below.",
      },
      tooLong: (units) => ({
        title: "The text is too long",
        text: `Please write up to ${units} characters. Your text is below. You can send it in two parts.`,
      }),
      tooMany: (seconds) => ({
        title: "Please wait a moment",
        text: `Please wait ${seconds} seconds, then try again.`,
      }),
      erased: { title: "Your records are deleted", text: "All your records have been deleted." },
      eraseWithCase: {
        title: "They will be deleted after your request",
        text: "Your request is still open. Staff will close it first and then delete all your records.",
      },
      left: { title: "You have left", text: `This browser cannot read the page any more.\n${ASK_AGAIN}` },
    },
  },
};
