using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using MimeKit;
using Portal.Domain.Evidence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

/// <summary>What is attached to a saved email becomes items of their own, when asked.</summary>
public sealed class TakingAttachments(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task Those_chosen_become_items_described_like_the_email_and_the_others_are_named()
    {
        var scene = await Given.Assigned();
        var item = await Given.EvidenceItem(scene, "From the police.eml", Email);
        await Given.JobsRun();
        var manager = await SignedInAs(Given.Manager);
        var page = await (await manager.Open($"/evidence/details/{item}")).Follow("Take its attachments into the library");
        page.ShouldSay("minutes.txt").ShouldSay("figures.csv").ShouldSay("tool.exe").ShouldSay("15 bytes");

        var after = await page.Submit("Add to the library", ("Attachments", new[] { "minutes.txt", "tool.exe" }));

        after.Path.ShouldBe("/evidence/describe");
        after.ShouldSay("1 attachment was added to the library.").ShouldSay("“tool.exe” cannot be used as evidence");
        var items = await Portal.ReadAsync(db => db.EvidenceItems.Where(e => e.Id != item).ToListAsync());
        var taken = items.Single();
        (taken.Title, taken.FileName, taken.Shows, taken.Kind).ShouldBe(("minutes", "minutes.txt", "Attached to “From the police”.", EvidenceKind.Audit));
        using var file = await manager.Fetch($"/evidence/download/{taken.Id}");
        (await file.Content.ReadAsStringAsync()).ShouldBe("Minutes, ± 1.\n");
    }

    [Fact]
    public async Task Taken_once_more_they_are_found_in_the_library()
    {
        var scene = await Given.Assigned();
        var item = await Given.EvidenceItem(scene, "From the police.eml", Email);
        await Given.JobsRun();
        var manager = await SignedInAs(Given.Manager);
        await (await manager.Open($"/evidence/attachments/{item}")).Submit("Add to the library", ("Attachments", new[] { "minutes.txt" }));

        var page = await (await manager.Open($"/evidence/attachments/{item}")).Submit("Add to the library", ("Attachments", new[] { "minutes.txt" }));

        page.ShouldRefuse("“minutes” in your library has the same file already.");
        (await Portal.ReadAsync(db => db.EvidenceItems.CountAsync())).ShouldBe(2);
    }

    [Fact]
    public async Task Another_file_offers_none_and_another_body_sees_none()
    {
        var scene = await Given.Assigned();
        var note = await Given.EvidenceItem(scene, "note.txt", () => new MemoryStream("A note."u8.ToArray()));
        var email = await Given.EvidenceItem(scene, "From the police.eml", Email);

        (await (await SignedInAs(Given.Manager)).Open($"/evidence/attachments/{note}")).ShouldSay("Nothing is attached to this email");
        (await (await SignedInAs("janet.moss")).Get($"/evidence/attachments/{email}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task What_was_not_read_within_bounds_is_not_taken_apart()
    {
        var scene = await Given.Assigned();
        var item = await Given.EvidenceItem(scene, "From the police.eml", Email);
        await Given.JobsRun();
        await Portal.ReadAsync(db => db.Set<FileText>().ExecuteUpdateAsync(t => t.SetProperty(text => text.State, ReadingState.TooLarge)));
        var manager = await SignedInAs(Given.Manager);

        (await manager.Open($"/evidence/details/{item}")).Text.ShouldNotContain("Take its attachments");
        (await manager.Open($"/evidence/attachments/{item}")).ShouldSay("Nothing is attached to this email");
    }

    private static MemoryStream Email()
    {
        var message = new MimeMessage();
        message.From.Add(new MailboxAddress("Priya Nair", "priya.nair@demo.example"));
        message.To.Add(new MailboxAddress("Tom Whitfield", "tom.whitfield@demo.example"));
        message.Subject = "Minutes and figures";
        message.Date = new DateTimeOffset(2015, 2, 3, 9, 0, 0, TimeSpan.Zero);
        var body = new BodyBuilder { TextBody = "Here they are." };
        body.Attachments.Add("minutes.txt", Encoding.UTF8.GetBytes("Minutes, ± 1.\n"), new ContentType("text", "plain"));
        body.Attachments.Add("figures.csv", "Year,Count\n2014,3\n"u8.ToArray(), new ContentType("text", "csv"));
        body.Attachments.Add("tool.exe", "MZ\0\0"u8.ToArray(), new ContentType("application", "octet-stream"));
        message.Body = body.ToMessageBody();
        var written = new MemoryStream();
        message.WriteTo(written);
        written.Position = 0;
        return written;
    }
}
