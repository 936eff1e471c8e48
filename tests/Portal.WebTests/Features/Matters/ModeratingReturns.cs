using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.Matters;
using Portal.Domain.People;
using Portal.Web.Features.Evidence;
using Portal.Web.Features.Matters;
using Portal.Web.Persistence;
using Portal.Web.Security;
using Portal.Web.Time;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Matters;

/// <summary>The board's score beside the agency's own: kept with its whole history, printed, compared and taken away; each agency sees its own only.</summary>
public sealed class ModeratingReturns(PortalFixture portal) : MatterTest(portal)
{
    private const string First = "The chart names nobody.";
    private const string Second = "They showed us the new chart.";
    private const string PolicesWords = "Only the police say this.";

    [Fact]
    public async Task Every_moderated_score_is_kept_with_who_gave_it_when_from_what_to_what_and_why()
    {
        var (id, agency) = await ReturnedAsync();
        await ModerateAsync(Given.Manager, id, agency, "partly-met", First);
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        await ModerateAsync(Given.Chair, id, agency, "fully-met", Second);

        var history = await (await (await SignedInAs(Given.Police)).Open($"/matters/standard/{id}/{agency}/SM-01")).Follow("History of this line");

        history.ShouldSay($"at 9.01am, Helen Archer 2, mostly met 1, partly met 3, met in full {Second}").ShouldSay($"at 9.00am, Tom Whitfield 2, mostly met None 1, partly met {First}");
        (await (await SignedInAs(Given.Manager)).Open($"/matters/returns/{id}")).ShouldSay("Own: 2, mostly met Moderated: 3, met in full Differs");
    }

    [Fact]
    public async Task A_decision_on_a_score_that_was_refused_is_not_in_the_history()
    {
        var (id, agency) = await ReturnedAsync();

        (await Should.ThrowAsync<RuleBroken>(() => ModerateAsync(Given.Manager, id, agency, "partly-met", " "))).Code.ShouldBe("return.no-reason");
        (await Should.ThrowAsync<RuleBroken>(() => ModerateAsync(Given.Manager, id, agency, "good", First))).Code.ShouldBe("return.unknown-grade");
        await Should.ThrowAsync<Forbidden>(() => ModerateAsync(Given.Police, id, agency, "fully-met", "Ours."));

        (await Portal.ReadAsync(db => db.Set<ModeratedScore>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Both_scores_and_their_history_are_printed_and_downloaded_also_after_it_is_over()
    {
        var (id, agency) = await ReturnedAsync();
        await ModerateAsync(Given.Manager, id, agency, "partly-met", First);
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawMatter>().AsAsync(id, "The board was dissolved.", default));

        foreach (var who in new[] { Given.Manager, Given.Police })
        {
            var export = await (await (await SignedInAs(who)).Open($"/matters/details/{id}")).Follow("Print and download");
            (await export.Follow("Return of Northshire Police, to print"))
                .ShouldSay("OFFICIAL-SENSITIVE").ShouldSay(PolicesWords).ShouldSay("Section 11 audit, page 4").ShouldSay("Own score: 2, mostly met").ShouldSay("Moderated score: 1, partly met")
                .ShouldSay($"Tom Whitfield: first 1, partly met, beside their own 2, mostly met. {First}");
            using var json = JsonDocument.Parse(await DownloadAsync(who, id, "Json"));
            var line = json.RootElement.GetProperty("Returns").EnumerateArray().First(r => r.GetProperty("Line").GetString() == "SM-01" && r.GetProperty("Agency").GetString() == "Northshire Police");
            (line.GetProperty("Own score").GetString(), line.GetProperty("Moderated score").GetString(), line.GetProperty("Moderated by").GetString()).ShouldBe(("2, mostly met", "1, partly met", "Tom Whitfield"));
            json.RootElement.GetProperty("Moderation").EnumerateArray().Single().GetProperty("Reason").GetString().ShouldBe(First);
            json.RootElement.GetProperty("Evidence").EnumerateArray().Single().GetProperty("Title").GetString().ShouldBe("Section 11 audit");
            json.RootElement.GetProperty("History").GetArrayLength().ShouldBe(19);
        }

        new OfficeFile(await DownloadAsync(Given.Manager, id, "Xlsx")).Faults().ShouldBeEmpty();
    }

    [Fact]
    public async Task An_agency_prints_and_downloads_its_own_part_and_nothing_of_another()
    {
        var (id, agency) = await ReturnedAsync();
        await ModerateAsync(Given.Manager, id, agency, "partly-met", First);
        var health = await SignedInAs(Health);

        foreach (var page in new[] { await health.Open($"/matters/export/{id}"), await health.Open($"/matters/print/{id}") })
        {
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.ShouldSay("Return of Northshire Health").Html.ShouldNotContain("Police");
            page.Html.ShouldNotContain(First);
        }

        (await health.Open($"/matters/print/{id}?post={agency}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var taken = System.Text.Encoding.UTF8.GetString(await DownloadAsync(Health, id, "Json"));
        taken.ShouldContain("Northshire Health");
        foreach (var word in new[] { "Northshire Police", PolicesWords, First, "page 4" })
        {
            taken.ShouldNotContain(word);
        }

        (await Portal.AsAsync(Health, s => s.GetRequiredService<PortalDbContext>().Set<ModeratedScore>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Two_of_an_agency_see_that_the_other_writes_and_nobody_outside_it_is_told()
    {
        var (id, agency) = await AskedOfBothAsync();
        await Portal.AsAsync(Given.Police, async s =>
        {
            var (db, today) = (s.GetRequiredService<PortalDbContext>(), s.GetRequiredService<TimeProvider>().Today());
            var post = await db.Posts.Include(p => p.Holdings).Include(p => p.Deputies).SingleAsync(p => p.Id == agency);
            var early = await db.People.SingleAsync(p => p.Email.StartsWith("ben.carter"));
            post.NameDeputy(early, today, today.AddDays(7), s.GetRequiredService<CurrentPerson>().Id, s.GetRequiredService<TimeProvider>().UtcNow(), today);
            await db.SaveChangesAsync();
        });
        var line = $"/matters/standard/{id}/{agency}/SM-01";
        var police = await Writer.OpenAsync(await SignedInAs(Given.Police), line);
        var deputy = await Writer.OpenAsync(await NowAs("ben.carter"), line);

        (await OthersAsync(police)).ShouldBeEmpty();
        (await OthersAsync(deputy)).ShouldBe(["Priya Nair"]);
        (await OthersAsync(police)).ShouldBe(["Ben Carter"]);
        Portal.Clock.Advance(TimeSpan.FromMinutes(1));
        (await OthersAsync(police)).ShouldBeEmpty();

        (await (await police.AsAsync(await SignedInAs(Health))).SendAsync("here")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await police.AsAsync(await SignedInAs(Given.Manager))).SendAsync("here")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await Portal.AsAsync(Health, s => s.GetRequiredService<PortalDbContext>().Set<ReturnWriter>().CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task Evidence_of_a_return_stays_in_the_library_while_it_is_linked()
    {
        var (id, _) = await ReturnedAsync();
        var item = await Portal.ReadAsync(db => db.Set<ReturnedEvidence>().Where(l => l.MatterId == id).Select(l => l.EvidenceItemId).SingleAsync());

        (await Should.ThrowAsync<RuleBroken>(() => Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WithdrawEvidence>().AsAsync(item, "Old.", default)))).Code.ShouldBe("evidence.in-use");
    }

    private static async Task<IReadOnlyList<string>> OthersAsync(Writer writer) =>
        [.. (await writer.SendAsync("here")).Answer.GetProperty("others").EnumerateArray().Select(n => n.GetString()!)];

    private Task ModerateAsync(string who, Id<Matter> id, Id<Post> agency, string grade, string reason) =>
        Portal.AsAsync(who, s => s.GetRequiredService<WriteReturn>().ModerateAsync(id, agency, "SM-01", grade, reason, default));

    private async Task<byte[]> DownloadAsync(string who, Id<Matter> id, string format)
    {
        using var response = await (await SignedInAs(who)).Get($"/matters/export/{id}?handler={format}");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
        return await response.Content.ReadAsByteArrayAsync();
    }

    private async Task<(Id<Matter> Id, Id<Post> Agency)> AskedOfBothAsync()
    {
        var id = await Given.Opened(Given.Manager, "demo-northshire-board", "section-11-return", "Section 11 in 2015", "All eight standards.", new DateOnly(2015, 4, 29), Given.Police, Health);
        return (id, await Portal.ReadAsync(db => db.Posts.Where(p => p.Title == "Northshire Police").Select(p => p.Id).SingleAsync()));
    }

    private async Task<(Id<Matter> Id, Id<Post> Agency)> ReturnedAsync()
    {
        await Given.Assessed();
        var asked = await AskedOfBothAsync();
        await Given.ReturnFilled(Given.Police, asked.Id, Given.AgencyAnswer with { Know = PolicesWords });
        await Given.EvidenceReturned(Given.Police, asked.Id, "SM-01");
        await Given.Answered(Given.Police, asked.Id, "Returned");
        return asked;
    }
}
