using AngleSharp.Html.Parser;
using Microsoft.Extensions.DependencyInjection;
using MimeKit;
using Portal.Domain.People;
using Portal.Web.Mail;
using Portal.Web.Persistence;

namespace Portal.WebTests.Mail;

/// <summary>A mail is its text twice, in a thread, from a list that says how to leave it where that is possible.</summary>
public sealed class WritingTheMessage : MailTest
{
    private const string Letter =
        """
        Dear Siân,

        these tasks wait for you.

        Overdue

        - Answer <b>1.2</b> & more (Northshire LSCB)
          was due on 10 March 2015
          https://portal.example/tasks/1?a=1&b=2

        - Sign the “self-assessment” (Northshire LSCB)
          was due on 11 March 2015
          https://portal.example/sign-off/read/2

        See https://portal.example/inbox, and sign in first.
        """;

    [Fact]
    public async Task The_html_says_what_the_text_says_with_links_that_have_words_and_fetches_nothing()
    {
        var message = await ArriveAsync(MailKind.Notice, "Your <tasks>", Letter);

        var both = message.Body.ShouldBeOfType<MultipartAlternative>();
        both.Select(p => p.ContentType.MimeType).ShouldBe(["text/plain", "text/html"]);
        message.TextBody.ShouldNotBeNull().ReplaceLineEndings("\n").Trim().ShouldBe(Letter.ReplaceLineEndings("\n"));
        using var html = new HtmlParser().ParseDocument(message.HtmlBody.ShouldNotBeNull());
        html.DocumentElement.GetAttribute("lang").ShouldBe("en-GB");
        html.Title.ShouldBe("Your <tasks>");
        html.QuerySelectorAll("h1").ShouldHaveSingleItem().TextContent.ShouldBe("Your <tasks>");
        html.QuerySelectorAll("h2").ShouldHaveSingleItem().TextContent.ShouldBe("Overdue");
        html.QuerySelectorAll("ul").ShouldHaveSingleItem().QuerySelectorAll("li").Length.ShouldBe(2);
        html.QuerySelectorAll("a").Select(a => (a.GetAttribute("href"), a.TextContent)).ShouldBe(
        [
            ("https://portal.example/tasks/1?a=1&b=2", "Answer <b>1.2</b> & more (Northshire LSCB)"),
            ("https://portal.example/sign-off/read/2", "Sign the “self-assessment” (Northshire LSCB)"),
            ("https://portal.example/inbox", "https://portal.example/inbox"),
        ]);
        html.QuerySelectorAll("b, img, script, link, iframe, style, form, input, [src], [background]").ShouldBeEmpty();
        html.Body!.TextContent.ShouldContain("was due on 10 March 2015");
    }

    [Theory]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("- <img src=x onerror=alert(1)>\n  javascript:alert(1)")]
    [InlineData("https://x.example/\"onmouseover=\"alert(1)")]
    [InlineData("- a title\n  https://x.example/'><script>alert(1)</script>")]
    public async Task Nothing_in_a_text_becomes_markup(string text)
    {
        var message = await ArriveAsync(MailKind.Notice, "Task", text);

        using var html = new HtmlParser().ParseDocument(message.HtmlBody.ShouldNotBeNull());
        html.QuerySelectorAll("script, img").ShouldBeEmpty();
        html.All.SelectMany(e => e.Attributes).Where(a => a.Name.StartsWith("on", StringComparison.Ordinal) || a.Value.StartsWith("javascript", StringComparison.OrdinalIgnoreCase)).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_sealed_is_a_link_in_both_parts_and_nowhere_else()
    {
        var message = await ArriveAsync(MailKind.Notice, "A link", $"Here it is:\n\n{MailSeal.Words}\n", secret: "https://portal.example/open/abc");

        message.TextBody.ShouldNotBeNull().ShouldContain("https://portal.example/open/abc");
        message.HtmlBody.ShouldNotBeNull().ShouldContain("<a href=\"https://portal.example/open/abc\">");
    }

    [Fact]
    public async Task Routine_mail_says_how_to_stop_it_as_RFC_8058_has_it_and_a_notice_does_not()
    {
        var routine = await ArriveAsync(MailKind.Reminders, "Your tasks", "Tasks.");
        var notice = await ArriveAsync(MailKind.Notice, "Sign", "Sign.");

        routine.Headers[HeaderId.ListUnsubscribe].ShouldNotBeNull().ShouldMatch("^<https://portal\\.example/messages/stop/[A-Za-z0-9_-]+>$");
        routine.Headers["List-Unsubscribe-Post"].ShouldBe("List-Unsubscribe=One-Click");
        routine.Headers[HeaderId.ListId].ShouldBe("Self-Assessment Portal <routine.portal.example>");
        notice.Headers.Contains(HeaderId.ListUnsubscribe).ShouldBeFalse();
        notice.Headers.Contains("List-Unsubscribe-Post").ShouldBeFalse();
        notice.Headers[HeaderId.ListId].ShouldBe("Self-Assessment Portal <notices.portal.example>");
    }

    [Fact]
    public async Task The_way_to_stop_routine_mail_is_the_same_in_each_attempt_and_another_in_each_mail()
    {
        var portal = Portal();
        Server.ForgetsToAnswer = _ => true;
        await portal.DoAsync(async services =>
        {
            var person = Person.Named("Siân O’Brien", "sian@northshire.example");
            services.GetRequiredService<PortalDbContext>().Add(person);
            services.GetRequiredService<Outbox>().Write(person, MailKind.Reminders, "Your tasks", "Tasks.", "test:tried-twice");
            await services.GetRequiredService<PortalDbContext>().SaveChangesAsync();
        });
        await SendAsync(portal);
        portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await SendAsync(portal);
        Server.ForgetsToAnswer = _ => false;
        var other = await ArriveAsync(MailKind.Reminders, "Other tasks", "Tasks.");

        var addresses = Server.Received.Select(m => m.Message).Where(m => m.Subject == "Your tasks").Select(m => m.Headers[HeaderId.ListUnsubscribe]).ToList();
        addresses.Count.ShouldBe(2);
        addresses[1].ShouldBe(addresses[0]);
        other.Headers[HeaderId.ListUnsubscribe].ShouldNotBe(addresses[0]);
    }

    [Fact]
    public async Task Mails_about_one_item_form_one_thread_and_reminders_another()
    {
        var first = await ArriveAsync(MailKind.Notice, "Asked", "Text.", "item-1");
        var second = await ArriveAsync(MailKind.Notice, "Answered", "Text.", "item-1");
        var other = await ArriveAsync(MailKind.Notice, "Other", "Text.", "item-2");
        var reminder = await ArriveAsync(MailKind.Reminders, "Tasks", "Text.", "item-1");
        var alone = await ArriveAsync(MailKind.Operations, "Alone", "Text.");

        first.InReplyTo.ShouldNotBeNull().ShouldMatch("^thread-[0-9a-f]{32}@portal\\.example$");
        first.References.ShouldBe([first.InReplyTo]);
        (second.InReplyTo, second.References.Single()).ShouldBe((first.InReplyTo, first.InReplyTo));
        second.MessageId.ShouldNotBe(first.MessageId);
        new[] { other.InReplyTo, reminder.InReplyTo, first.InReplyTo }.ShouldBeUnique();
        alone.InReplyTo.ShouldBeNull();
    }

    private async Task<MimeMessage> ArriveAsync(MailKind kind, string subject, string text, string? thread = null, string? secret = null)
    {
        var portal = Portal();
        await portal.DoAsync(async services =>
        {
            // A person of its own, because a day has one routine mail of each.
            var person = Person.Named("Siân O’Brien", $"{Guid.CreateVersion7():N}@northshire.example");
            var db = services.GetRequiredService<PortalDbContext>();
            db.Add(person);
            services.GetRequiredService<Outbox>().Write(person, kind, subject, text, $"test:{subject}", new MailAbout(null, thread), secret);
            await db.SaveChangesAsync();
        });
        var before = Server.Received.Count;
        (await SendAsync(portal)).ShouldBe(1);
        return Server.Received.ElementAt(before).Message;
    }
}
