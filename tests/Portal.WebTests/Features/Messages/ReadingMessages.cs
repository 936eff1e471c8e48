using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Messages;

public sealed class ReadingMessages(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task Without_any_the_page_says_when_one_will_come()
    {
        (await (await SignedInAs(Given.Manager)).Open("/messages")).ShouldSay("No mail has been written to you yet.");
    }

    [Fact]
    public async Task A_receipt_is_listed_and_read_with_its_state_and_the_servers_answer()
    {
        await Given.Submitted();
        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Name == "Tom Whitfield"));
        await AnsweredAsync(mail.Id, EmailState.Sent, "250 2.0.0 Ok: queued as 4711");

        var list = await (await SignedInAs(Given.Manager)).Open("/messages");
        list.ShouldSay(mail.Subject).ShouldSay("Sent").ShouldSay("250 2.0.0 Ok: queued as 4711");
        var page = await list.Follow(mail.Subject);

        page.Path.ShouldBe($"/messages/details/{mail.Id}");
        page.ShouldSay("tom.whitfield@demo.example").ShouldSay("250 2.0.0 Ok: queued as 4711");
        HtmlPage.Words(page.Document.QuerySelector(".portal-message")).ShouldBe(string.Join(' ', mail.Text.Replace("\n- ", "\n", StringComparison.Ordinal).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
        page.Document.QuerySelector(".portal-message a")!.GetAttribute("href").ShouldNotBeNull().ShouldContain("/self-assessments/receipt/");
    }

    [Fact]
    public async Task Marked_as_unread_it_stands_among_the_unread_until_it_is_opened_again()
    {
        await Given.Submitted();
        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Name == "Tom Whitfield"));
        var manager = await SignedInAs(Given.Manager);
        var opened = await manager.Open($"/messages/details/{mail.Id}");
        (await manager.Open("/messages?unread=true")).ShouldSay("You have read all messages.");

        (await opened.Submit("Mark as unread")).ShouldSay("The message is marked as unread.").ShouldSay("Show only those you have not read");

        (await manager.Open("/messages?unread=true")).ShouldSay(mail.Subject);
        (await (await SignedInAs(Given.Chair)).SendAsOwn(new OfferedForm($"/messages/details/{mail.Id}?handler=Unread", [], false))).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_mail_that_was_refused_says_so()
    {
        await Given.Submitted();
        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Name == "Tom Whitfield"));
        await AnsweredAsync(mail.Id, EmailState.Refused, "550 5.1.1 No such mailbox");

        (await (await SignedInAs(Given.Manager)).Open($"/messages/details/{mail.Id}")).ShouldSay("Refused").ShouldSay("550 5.1.1 No such mailbox");
    }

    [Fact]
    public async Task Nobody_reads_the_mail_of_another_not_even_of_the_same_board_or_as_administrator()
    {
        await Given.Submitted();
        var mail = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().SingleAsync(m => m.Name == "Tom Whitfield"));

        foreach (var who in new[] { Given.Chair, Given.Police, "pat.quinn", "ruth.bannister" })
        {
            var visitor = await SignedInAs(who);
            (await visitor.Open($"/messages/details/{mail.Id}")).Status.ShouldBe(HttpStatusCode.NotFound, who);
            (await visitor.Open("/messages")).Html.ShouldNotContain($"{mail.Id}");
        }
    }

    private Task<int> AnsweredAsync(Guid id, EmailState state, string answer) => Portal.ReadAsync(db =>
        db.Set<OutgoingEmail>().Where(m => m.Id == id).ExecuteUpdateAsync(set => set.SetProperty(m => m.State, state).SetProperty(m => m.ServerAnswer, answer)));
}
