using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>What the script of a page asks for while somebody writes.</summary>
public sealed class SavingWhileWriting(PortalFixture portal) : PortalTest(portal)
{
    private const string Know = "Input.Know";
    private const string Next = "Input.Next";

    [Fact]
    public async Task What_was_typed_is_saved_with_its_time_and_the_version_to_go_on_from()
    {
        var writer = await WriterAsync(Given.Police);

        var (status, answer) = await writer.SendAsync("keep", (Know, "The police know this."));

        status.ShouldBe(HttpStatusCode.OK);
        (answer.GetProperty("saved").GetString(), answer.GetProperty("versions").GetProperty("Input.BasedOn").GetInt32()).ShouldBe(("09:00", 1));
        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Know).SingleAsync())).ShouldBe("The police know this.");
        (await Portal.ReadAsync(db => db.Revisions.Select(r => r.Makes).SingleAsync())).ShouldBe(1);
    }

    [Fact]
    public async Task The_time_is_that_of_the_United_Kingdom()
    {
        var scene = await Given.Assigned();
        Portal.Clock.AdjustTime(new DateTimeOffset(2015, 6, 2, 9, 5, 0, TimeSpan.Zero));
        var writer = await Writer.OpenAsync(await PortalFixture.SignInAsync(Portal.Host, Given.Police), $"/self-assessments/answer/{scene.Id}/LSCB-02");

        var (_, answer) = await writer.SendAsync("keep", (Know, "In summer."));

        answer.GetProperty("saved").GetString().ShouldBe("10:05");
    }

    [Fact]
    public async Task Different_fields_of_two_writers_are_put_together()
    {
        var (police, manager) = await TwoWritersAsync();
        await manager.SendAsync("keep", (Next, "The manager plans."));

        var (status, answer) = await police.SendAsync("keep", (Know, "The police know this."));

        status.ShouldBe(HttpStatusCode.OK);
        answer.GetProperty("joinedWith").GetString().ShouldBe("Tom Whitfield");
        answer.GetProperty("joined").GetProperty(Next).GetString().ShouldBe("The manager plans.");
        var saved = await Portal.ReadAsync(db => db.Answers.SingleAsync());
        (saved.Text.Know, saved.Text.Next, saved.Version).ShouldBe(("The police know this.", "The manager plans.", answer.GetProperty("versions").GetProperty("Input.BasedOn").GetInt32()));
    }

    [Fact]
    public async Task The_same_field_of_two_writers_is_a_conflict_that_keeps_both_and_shows_them_side_by_side()
    {
        var (police, manager) = await TwoWritersAsync();
        await manager.SendAsync("keep", (Know, "The board knows this of audits."), (Next, "The manager plans."));

        var (status, answer) = await police.SendAsync("keep", (Know, "The board knows that of audits."));

        status.ShouldBe(HttpStatusCode.Conflict);
        (answer.GetProperty("first").GetString(), answer.GetProperty("at").GetString()).ShouldBe(("Tom Whitfield", "09:00"));
        (await Portal.ReadAsync(db => db.Revisions.CountAsync(r => r.KeptAside && r.Makes == null))).ShouldBe(1);

        var both = await police.OpenBothAsync((Know, "The board knows that of audits."));
        both.Status.ShouldBe(HttpStatusCode.OK);
        both.ShouldSay("Tom Whitfield saved this on 3 March 2015");
        both.Document.QuerySelectorAll(".portal-both del").Select(HtmlPage.Words).ShouldBe(["[only here: this]"]);
        both.Document.QuerySelectorAll(".portal-both ins").Select(HtmlPage.Words).ShouldContain("[only here: that]");
        both.Value("What do we know?").ShouldBe("The board knows that of audits.");
        both.Value("What will we do next?").ShouldBe("The manager plans.", "only the manager wrote there");

        var saved = await both.Submit("Save", ("What do we know?", "The board knows this and that of audits."));
        saved.ShouldSay("Saved.").Value("What do we know?").ShouldBe("The board knows this and that of audits.");
    }

    [Fact]
    public async Task Comparing_saves_nothing()
    {
        var writer = await WriterAsync(Given.Police);
        await writer.SendAsync("keep", (Know, "Saved."));
        var before = await Portal.FingerprintAsync();

        var both = await (await writer.AgainAsync()).OpenBothAsync((Know, "Kept in the browser."));

        both.ShouldSay("Two versions").ShouldSay("Kept in the browser.");
        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_refused_by_field()
    {
        var writer = await WriterAsync(Given.Police);

        var (status, answer) = await writer.SendAsync("keep", (Know, new string('w', 100_001)));

        status.ShouldBe(HttpStatusCode.BadRequest);
        answer.GetProperty("errors").GetProperty(Know).GetString()!.ShouldContain("100,000 characters or fewer");
    }

    [Fact]
    public async Task Once_it_is_frozen_the_script_is_told_in_words()
    {
        var scene = await Given.Assessed();
        var writer = await Writer.OpenAsync(await SignedInAs(Given.Manager), $"/self-assessments/answer/{scene.Id}/LSCB-02");
        await Given.Finished(scene.Id, "Ready");

        var (status, answer) = await writer.SendAsync("keep", (Know, "Too late."));

        status.ShouldBe(HttpStatusCode.Conflict);
        answer.GetProperty("refused").GetString()!.ShouldContain("frozen for signature");
    }

    [Fact]
    public async Task Nobody_writes_where_they_may_not_nor_shows_there_as_a_writer()
    {
        var scene = await Given.Assigned();
        var manager = await Writer.OpenAsync(await SignedInAs(Given.Manager), $"/self-assessments/answer/{scene.Id}/LSCB-03");
        var before = await Portal.FingerprintAsync();
        foreach (var (who, refused) in new[] { (Given.Police, HttpStatusCode.NotFound), ("robert.fielding", HttpStatusCode.NotFound), ("ruth.bannister", HttpStatusCode.Forbidden) })
        {
            var other = await manager.AsAsync(await SignedInAs(who));
            (await other.SendAsync("keep", (Know, "Mine."))).Status.ShouldBe(refused, who);
            (await other.SendAsync("here")).Status.ShouldBe(refused, who);
        }

        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Each_of_two_writers_sees_that_the_other_is_there_until_a_minute_after_they_left()
    {
        var (police, manager) = await TwoWritersAsync();

        (await OthersAsync(police)).ShouldBeEmpty();
        (await OthersAsync(manager)).ShouldBe(["Priya Nair"]);
        (await OthersAsync(police)).ShouldBe(["Tom Whitfield"]);

        Portal.Clock.Advance(TimeSpan.FromSeconds(59));
        (await OthersAsync(police)).ShouldBe(["Tom Whitfield"]);
        Portal.Clock.Advance(TimeSpan.FromSeconds(1));
        (await OthersAsync(police)).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_writer_is_told_that_somebody_saved_since_they_opened_the_page()
    {
        var (police, manager) = await TwoWritersAsync();
        (await police.SendAsync("here")).Answer.GetProperty("first").ValueKind.ShouldBe(JsonValueKind.Null);
        await manager.SendAsync("keep", (Know, "The manager knows that."));

        var (_, answer) = await police.SendAsync("here");

        (answer.GetProperty("first").GetString(), answer.GetProperty("at").GetString()).ShouldBe(("Tom Whitfield", "09:00"));
    }

    [Fact]
    public async Task A_judgement_is_saved_while_it_is_written_too()
    {
        var scene = await Given.Assigned();
        var chair = await Writer.OpenAsync(await SignedInAs(Given.Chair), $"/self-assessments/judge/{scene.Id}/LSCB");

        (await chair.SendAsync("keep", ("Input.Reasons", "Partners challenge each other."))).Status.ShouldBe(HttpStatusCode.OK);

        (await Portal.ReadAsync(db => db.Judgements.Select(j => j.Text.Reasons).SingleAsync())).ShouldBe("Partners challenge each other.");
    }

    [Fact]
    public async Task Signed_out_the_script_is_told_so_rather_than_sent_elsewhere()
    {
        var writer = await WriterAsync(Given.Police);

        var (status, _) = await (await writer.AsAsync(new Visitor(Portal.Host))).SendAsync("keep", (Know, "Lost?"));

        status.ShouldBe(HttpStatusCode.Unauthorized);
    }

    private static async Task<IReadOnlyList<string>> OthersAsync(Writer writer) =>
        [.. (await writer.SendAsync("here")).Answer.GetProperty("others").EnumerateArray().Select(n => n.GetString()!)];

    private async Task<Writer> WriterAsync(string who) => await Writer.OpenAsync(await SignedInAs(who), $"/self-assessments/answer/{(await Given.Assigned()).Id}/LSCB-02");

    private async Task<(Writer Police, Writer Manager)> TwoWritersAsync()
    {
        var police = await WriterAsync(Given.Police);
        return (police, await Writer.OpenAsync(await SignedInAs(Given.Manager), police.Address));
    }
}
