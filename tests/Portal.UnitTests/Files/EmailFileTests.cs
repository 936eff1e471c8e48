using System.Text;
using MimeKit;
using Portal.Web.Files;

namespace Portal.UnitTests.Files;

public sealed class EmailFileTests
{
    [Fact]
    public async Task An_email_within_an_email_is_an_attachment_that_can_be_read()
    {
        using var inner = new MimeMessage { Subject = "The panel", Body = new TextPart { Text = "Was it held?" } };
        using var outer = new MimeMessage { Subject = "Fwd", Body = new Multipart("mixed") { new TextPart { Text = "See below." }, new MessagePart { Message = inner } } };
        using var content = new MemoryStream();
        await outer.WriteToAsync(content, TestContext.Current.CancellationToken);

        using var email = (await EmailFile.OpenAsync(content, TestContext.Current.CancellationToken)).ShouldNotBeNull();

        (await email.AttachmentsAsync(TestContext.Current.CancellationToken)).ShouldHaveSingleItem().Name.ShouldBe("The panel.eml");
        await using var attached = email.Open(0);
        using var read = await MimeMessage.LoadAsync(attached, TestContext.Current.CancellationToken);
        read.TextBody.ShouldNotBeNull().Trim().ShouldBe("Was it held?");
    }

    [Fact]
    public async Task An_email_of_many_thousand_parts_is_not_read()
    {
        var parts = string.Concat(Enumerable.Repeat("--x\r\n\r\n", 20_002));
        using var content = new MemoryStream(Encoding.ASCII.GetBytes($"Subject: Many\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; boundary=x\r\n\r\n{parts}--x--\r\n"));

        (await EmailFile.OpenAsync(content, TestContext.Current.CancellationToken)).ShouldBeNull();
    }
}
