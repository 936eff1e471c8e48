using System.Text;

namespace Portal.WebTests.Mail;

/// <summary>Delivery reports as mail servers write them.</summary>
internal static class Returned
{
    /// <param name="name">The name of the mail that is reported on.</param>
    /// <param name="address">To whom it went.</param>
    /// <param name="action">Such as <c>failed</c>.</param>
    /// <param name="status">Such as <c>5.1.1</c>.</param>
    /// <param name="diagnosis">What the other server said.</param>
    /// <param name="returned">What is given back of the mail: <c>message/rfc822</c>, <c>text/rfc822-headers</c>, or nothing.</param>
    /// <param name="envelope">The envelope's name; none where null.</param>
    public static byte[] Report(
        string name, string address, string action = "failed", string status = "5.1.1", string diagnosis = "smtp; 550 5.1.1 No such person here", string? returned = "message/rfc822", string? envelope = null)
    {
        var back = returned is null ? "" : $"""
            --report
            Content-Type: {returned}

            Message-ID: <{name}@localhost>
            From: portal@localhost
            To: {address}
            Subject: A task for you

            {(returned == "message/rfc822" ? "Please look at it." : "")}
            """;
        var text = $"""
            From: MAILER-DAEMON@mail.example
            To: portal@localhost
            Subject: Undelivered Mail Returned to Sender
            MIME-Version: 1.0
            Content-Type: multipart/report; report-type=delivery-status; boundary="report"

            This is a MIME-encapsulated message.

            --report
            Content-Type: text/plain; charset=us-ascii

            I'm sorry to have to inform you that your message could not be delivered.

            --report
            Content-Type: message/delivery-status

            Reporting-MTA: dns; mail.example
            Arrival-Date: Tue, 3 Mar 2015 09:00:00 +0000{(envelope is null ? "" : $"\nOriginal-Envelope-Id: {envelope}")}

            Final-Recipient: rfc822; {address}
            Original-Recipient: rfc822;{address}
            Action: {action}
            Status: {status}
            Remote-MTA: dns; other.example
            Diagnostic-Code: {diagnosis}

            {back}
            --report--
            """;
        return Encoding.UTF8.GetBytes(text.ReplaceLineEndings("\r\n"));
    }
}
