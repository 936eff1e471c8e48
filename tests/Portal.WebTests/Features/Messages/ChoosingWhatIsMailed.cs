using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Messages;

/// <summary>What is mailed is chosen; what is written stands in the portal, read or not.</summary>
public sealed class ChoosingWhatIsMailed(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task The_choice_is_reached_from_messages_and_account_and_kept()
    {
        var manager = await SignedInAs(Given.Manager);
        await (await manager.Open("/account")).Follow("Choose what is mailed to you");
        var page = await (await manager.Open("/messages")).Follow("Choose what is mailed to you");
        page.ShouldSay("Always mailed, at once: what asks for your signature");
        page.Document.QuerySelector("input[checked]")!.GetAttribute("value").ShouldBe("Daily");

        (await page.Submit("Save", ("Reminders and weekly digest", "By mail, the weekly digest only"))).ShouldSay("Your choice is saved.");

        (await manager.Open("/messages/preferences")).Document.QuerySelector("input[checked]")!.GetAttribute("value").ShouldBe("DigestOnly");
        (await (await SignedInAs(Given.Chair)).Open("/messages/preferences")).Document.QuerySelector("input[checked]")!.GetAttribute("value").ShouldBe("Daily", "another’s choice is their own");
    }

    [Fact]
    public async Task A_choice_that_is_none_is_refused_beside_the_field()
    {
        using var request = new HttpRequestMessage();
        var manager = await SignedInAs(Given.Manager);
        var form = (await manager.Open("/messages/preferences")).Forms.ShouldHaveSingleItem();

        var answer = await manager.SendAsOwn(form with { Fields = [.. form.Fields.Where(f => f.Key != "Input.Routine"), KeyValuePair.Create("Input.Routine", "Never")] });

        answer.Status.ShouldBe(HttpStatusCode.BadRequest);
        answer.ShouldShowError("Choose how you get reminders and digest");
    }

    [Fact]
    public async Task What_is_not_mailed_by_choice_is_a_message_that_says_so()
    {
        await ChooseAsync(Given.Manager, MailChoice.InPortal);
        await WriteAsync(Given.Manager, MailKind.Reminders, "Your tasks: 1 overdue");
        await Portal.AsPortalAsync(s => s.GetRequiredService<MailSender>().SendDueAsync(default));

        var list = await (await SignedInAs(Given.Manager)).Open("/messages");

        list.ShouldSay("Your tasks: 1 overdue").ShouldSay("Reminders of the day").ShouldSay("Not mailed").ShouldSay("You chose to read these in the portal.");
    }

    [Fact]
    public async Task Unread_messages_are_counted_in_the_menu_until_they_are_opened_or_marked()
    {
        await WriteAsync(Given.Manager, MailKind.Notice, "First");
        await WriteAsync(Given.Manager, MailKind.Notice, "Second");
        await WriteAsync(Given.Manager, MailKind.Notice, "Third");
        await WriteAsync(Given.Chair, MailKind.Notice, "Of the chair");
        var manager = await SignedInAs(Given.Manager);
        Unread(await manager.Open("/inbox")).ShouldBe("Messages , 3 unread");

        var opened = await (await manager.Open("/messages")).Follow("Second");
        Unread(opened).ShouldBe("Messages , 2 unread", "what is opened is read, and the page that opens it counts so");
        var unread = await (await manager.Open("/messages")).Follow("Show only those you have not read");
        unread.ShouldSay("First").ShouldSay("Third");
        unread.Text.ShouldNotContain("Second");
        var after = await unread.Submit("Mark all as read");

        after.ShouldSay("All messages are marked as read.");
        Unread(await manager.Open("/inbox")).ShouldBe("Messages");
        Unread(await (await SignedInAs(Given.Chair)).Open("/inbox")).ShouldBe("Messages , 1 unread");
        (await manager.Open("/messages?unread=true")).ShouldSay("You have read all messages.");
    }

    [Fact]
    public async Task The_count_asks_the_database_nothing_more()
    {
        var manager = await SignedInAs(Given.Manager);
        var before = await Portal.Host.Statements.WhileAsync(() => manager.Open("/help"));
        await WriteAsync(Given.Manager, MailKind.Notice, "First");

        (await Portal.Host.Statements.WhileAsync(() => manager.Open("/help"))).Statements.Count.ShouldBe(before.Statements.Count);
    }

    [Fact]
    public async Task The_link_of_a_routine_mail_stops_routine_mail_by_one_post_without_cookie_or_token()
    {
        var path = await StopPathAsync(Given.Manager);
        var stranger = new Visitor(Portal.Host);

        var page = await stranger.Open(path);
        page.Status.ShouldBe(HttpStatusCode.OK);
        page.Text.ShouldNotContain("Tom Whitfield");
        (await ChoiceAsync(Given.Manager)).ShouldBe(MailChoice.Daily, "opening it changes nothing: scanners do");
        using var post = new HttpRequestMessage(HttpMethod.Post, new Uri(path, UriKind.Relative)) { Content = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]) };
        using var answer = await new Visitor(Portal.Host).Send(post);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK, "RFC 8058 wants no redirection");
        (await ChoiceAsync(Given.Manager)).ShouldBe(MailChoice.InPortal);
        (await ChoiceAsync(Given.Chair)).ShouldBe(MailChoice.Daily);
        (await page.Submit("Stop these mails")).ShouldSay("Notices, such as a request for your signature or somebody reminding you of a task in their own words, are still mailed.");
    }

    [Fact]
    public async Task A_token_that_was_changed_or_is_for_something_else_stops_nothing()
    {
        var path = await StopPathAsync(Given.Manager);
        var other = await Portal.AsPortalAsync(async s => Microsoft.AspNetCore.DataProtection.DataProtectionCommonExtensions.CreateProtector(
            s.GetRequiredService<Microsoft.AspNetCore.DataProtection.IDataProtectionProvider>(), "mail") is { } protector
            ? Microsoft.AspNetCore.DataProtection.DataProtectionCommonExtensions.Protect(protector, $"{await IdAsync(Given.Manager)}") : "");

        foreach (var bad in new[] { path[..^3] + "AAA", "/messages/stop/" + other, "/messages/stop/x", $"/messages/stop/{await IdAsync(Given.Manager)}" })
        {
            (await new Visitor(Portal.Host).Open(bad)).Status.ShouldBe(HttpStatusCode.NotFound, bad);
            using var post = new HttpRequestMessage(HttpMethod.Post, new Uri(bad, UriKind.Relative)) { Content = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]) };
            using var answer = await new Visitor(Portal.Host).Send(post);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, bad);
        }

        (await ChoiceAsync(Given.Manager)).ShouldBe(MailChoice.Daily);
    }

    private static string Unread(HtmlPage page) => HtmlPage.Words(page.Document.QuerySelectorAll("#navigation a").Single(a => a.GetAttribute("href") == "/messages"));

    private Task<Id<Person>> IdAsync(string who) => Portal.ReadAsync(db => db.People.Where(p => p.Email.StartsWith(who)).Select(p => p.Id).SingleAsync());

    private async Task<string> StopPathAsync(string who)
    {
        var id = await IdAsync(who);
        return await Portal.Host.Services.GetRequiredService<UnsubscribeToken>().PathForAsync(id, Guid.CreateVersion7(), default);
    }

    private async Task<MailChoice> ChoiceAsync(string who)
    {
        var id = await IdAsync(who);
        return await Portal.AsPortalAsync(s => s.GetRequiredService<MailChoices>().OfAsync(id, default));
    }

    private async Task ChooseAsync(string who, MailChoice choice)
    {
        var id = await IdAsync(who);
        await Portal.AsPortalAsync(s => s.GetRequiredService<MailChoices>().SetAsync(id, choice, default));
    }

    private Task WriteAsync(string who, MailKind kind, string subject) => Portal.AsPortalAsync(async s =>
    {
        var db = s.GetRequiredService<PortalDbContext>();
        s.GetRequiredService<Web.Mail.Outbox>().Write(await db.People.SingleAsync(p => p.Email.StartsWith(who)), kind, subject, "What it says.", $"test:{subject}");
        await db.SaveChangesAsync();
    });
}
