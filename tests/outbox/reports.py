"""Reports as mail servers write them on a mail of ours that they took and could not deliver."""

POSTFIX = """\
Return-Path: <>
Date: Mon, 1 Mar 2027 09:00:02 +0100
From: MAILER-DAEMON@mail.example.org (Mail Delivery System)
Subject: Undelivered Mail Returned to Sender
To: {back}
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="B"

--B
Content-Description: Notification
Content-Type: text/plain; charset=us-ascii

I'm sorry to have to inform you that your message could not be delivered.

--B
Content-Description: Delivery report
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example.org
X-Postfix-Queue-ID: 4B1C2
Arrival-Date: Mon,  1 Mar 2027 09:00:01 +0100 (CET)

Final-Recipient: rfc822; {to}
Original-Recipient: rfc822;{to}
Action: {action}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: {diagnostic}

--B
Content-Description: Undelivered Message Headers
Content-Type: text/rfc822-headers

{headers}

--B--
"""

EXIM = """\
Return-path: <>
From: Mail Delivery System <Mailer-Daemon@mail.example.org>
To: {back}
Auto-Submitted: auto-replied
X-Failed-Recipients: {to}
Content-Type: multipart/report; report-type=delivery-status; boundary=1614585600-eximdsn-1
MIME-Version: 1.0
Subject: Mail delivery failed: returning message to sender

--1614585600-eximdsn-1
Content-type: text/plain; charset=us-ascii

This message was created automatically by mail delivery software.

  {to}
    host mx.example.org [192.0.2.1]
    SMTP error from remote mail server after RCPT TO:<{to}>:
    {diagnostic}

--1614585600-eximdsn-1
Content-type: message/delivery-status

Reporting-MTA: dns; mail.example.org

Action: {action}
Final-Recipient: rfc822;{to}
Status: {status}
Remote-MTA: dns; mx.example.org
Diagnostic-Code: smtp; {diagnostic}

--1614585600-eximdsn-1
Content-type: message/rfc822

{headers}

Dear Ben,

--1614585600-eximdsn-1--
"""

QMAIL = """\
Return-Path: <>
From: MAILER-DAEMON@mail.example.org
To: {back}
Subject: failure notice

Hi. This is the qmail-send program at mail.example.org.
I'm afraid I wasn't able to deliver your message to the following addresses.
This is a permanent error; I've given up. Sorry it didn't work out.

<{to}>:
192.0.2.1 does not like recipient.
Remote host said: {diagnostic}
Giving up on 192.0.2.1.

--- Below this line is a copy of the message.

{headers}

Dear Ben,
"""

COMPLAINT = """\
From: <abuse@mail.example.org>
To: {back}
Subject: FW: Your mail
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary="B"

--B
Content-Type: text/plain

This is an email abuse report.

--B
Content-Type: message/feedback-report

Feedback-Type: abuse
User-Agent: SomeGenerator/1.0
Version: 1

--B
Content-Type: message/rfc822

{headers}

Dear Ben,

--B--
"""
NO_SUCH_USER = "550 5.1.1 <ben@example.org>: no such user here"


def report(
    form: str = POSTFIX,
    *,
    message_id: str,
    to: str = "ben@example.org",
    back: str = "post@until-then.example.org",
    action: str = "failed",
    status: str = "5.1.1",
    diagnostic: str = NO_SUCH_USER,
) -> bytes:
    """Return a report on a mail, as it comes to us."""
    headers = f"From: Until Then <post@until-then.example.org>\nTo: {to}\nMessage-ID: {message_id}"
    return form.format(
        back=back, to=to, action=action, status=status, diagnostic=diagnostic, headers=headers
    ).encode()
