using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

public sealed class TalkingAboutAText(PortalFixture portal) : PortalTest(portal)
{
    private const string Said = "Our audit of June says otherwise.";

    [Fact]
    public async Task A_thread_is_begun_answered_resolved_and_taken_up_again()
    {
        var scene = await Given.Assigned();
        var police = await SignedInAs(Given.Police);
        var manager = await SignedInAs(Given.Manager);

        var page = await (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Follow("Comments on LSCB-02");
        (await page.Submit("Comment", ("Your comment", Said))).ShouldSay(Said).ShouldSay("Open");
        (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).ShouldSay("(1 open)");
        (await manager.Open($"/self-assessments/area/{scene.Id}/LSCB")).ShouldSay("open comments: 1");
        var thread = await (await manager.Open($"/self-assessments/comments/{scene.Id}/LSCB-02")).Follow(await LinkToAsync());
        (await thread.Submit("Answer", ("Your answer", "Then say so."))).ShouldSay("Then say so.");
        var resolved = await (await police.Open(thread.Path)).Submit("Resolve this thread");
        resolved.ShouldSay("Resolved by Priya Nair");
        (await manager.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Text.ShouldNotContain("open)");
        (await (await manager.Open(thread.Path)).Submit("Take it up again")).Text.ShouldNotContain("Resolved by");
    }

    [Fact]
    public async Task An_edited_comment_is_marked_and_what_it_said_before_can_be_read()
    {
        var scene = await Given.Assigned();
        var id = await SaidAsync(scene, Given.Police, "LSCB-02", Said);
        var police = await SignedInAs(Given.Police);

        var thread = await (await police.Open($"/self-assessments/edit-comment/{id}")).Submit("Save", ("Your comment", "Our audit of July says otherwise."));

        thread.ShouldSay("Our audit of July says otherwise.").ShouldSay("edited 3 March 2015").ShouldSay("What it said before").ShouldSay(Said);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/edit-comment/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
    }

    [Fact]
    public async Task Whoever_is_mentioned_is_told_once_and_not_what_was_said()
    {
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);
        var page = await manager.Open($"/self-assessments/comments/{scene.Id}/LSCB-02");

        await page.Submit("Comment", ("Your comment", $"@Priya Nair {Said}"), ("Who should be told? (optional)", new[] { "Priya Nair", "Helen Archer" }));
        var id = await Portal.ReadAsync(db => db.Comments.Select(c => c.Id).SingleAsync());
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WriteComment>().EditAsync(id, $"@Priya Nair @Samuel Okafor {Said}", default));

        var mails = await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.Contains("mentioned")).ToListAsync());
        mails.Select(m => m.Name).Order().ShouldBe(["Helen Archer", "Priya Nair"]); // Samuel Okafor may not read LSCB-02, so he is not told of it.
        mails.ShouldAllBe(m => !m.Text.Contains(Said) && m.Text.Contains($"/self-assessments/thread/{id}"));
    }

    [Fact]
    public async Task Somebody_who_may_not_read_a_comment_cannot_be_told_of_it_by_a_form_of_ones_own()
    {
        var scene = await Given.Assigned();
        var outside = await Portal.ReadAsync(db => db.People.Where(p => p.Email.StartsWith(Given.Director) || p.Email.StartsWith("janet.moss")).Select(p => p.Id).ToListAsync());

        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<WriteComment>().BeginAsync(scene.Id, "LSCB-02", Said, outside, default));

        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.Subject.Contains("mentioned")))).ShouldBe(0);
    }

    [Theory]
    [InlineData("margaret.ellis")]
    [InlineData("david.lowe")]
    [InlineData("aisha.khan")]
    [InlineData("samuel.okafor")]
    [InlineData("ruth.bannister")]
    [InlineData("janet.moss")]
    [InlineData("pat.quinn")]
    public async Task Who_signs_from_outside_reviews_runs_the_portal_or_has_no_part_in_it_sees_no_comment_and_no_count(string who)
    {
        var scene = await Given.Assigned();
        var id = await SaidAsync(scene, Given.Manager, "LSCB-02", Said);
        var visitor = await SignedInAs(who);

        foreach (var address in new[] { $"/self-assessments/comments/{scene.Id}/LSCB-02", $"/self-assessments/thread/{id}", $"/self-assessments/edit-comment/{id}" })
        {
            (await visitor.Open(address)).Status.ShouldBeOneOf(HttpStatusCode.NotFound, HttpStatusCode.Forbidden);
        }

        foreach (var address in new[] { $"/self-assessments/answer/{scene.Id}/LSCB-02", $"/self-assessments/area/{scene.Id}/LSCB", $"/self-assessments/overview/{scene.Id}", $"/self-assessments/judge/{scene.Id}/LSCB" })
        {
            var page = await visitor.Open(address);
            page.Text.ShouldNotContain(Said);
            page.Text.ShouldNotContain("open)");
            page.Text.ShouldNotContain("open comments");
        }
    }

    [Fact]
    public async Task Comments_are_in_no_frozen_version_and_no_pack()
    {
        var scene = await Given.Assessed();
        await SaidAsync(scene, Given.Manager, "LSCB-02", Said);
        await Given.Finished(scene.Id, "Ready");
        await Given.Signed(Given.Director, scene.Id);
        await Given.Signed(Given.Chair, scene.Id);
        await Given.JobsRun();

        (await Portal.ReadAsync(db => db.FrozenVersions.Select(v => v.Content).SingleAsync())).ShouldNotContain(Said);
        var pack = Directory.EnumerateFiles(Portal.Data, "*.zip", SearchOption.AllDirectories).ShouldHaveSingleItem();
        await using var archive = await System.IO.Compression.ZipFile.OpenReadAsync(pack);
        foreach (var entry in archive.Entries)
        {
            using var reader = new StreamReader(await entry.OpenAsync());
            (await reader.ReadToEndAsync()).ShouldNotContain(Said);
        }
    }

    [Theory]
    [InlineData("", "Enter your comment")]
    [InlineData("   ", "Enter your comment")]
    public async Task An_empty_comment_is_asked_for(string text, string error)
    {
        var scene = await Given.Assigned();

        (await (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/comments/{scene.Id}/LSCB-02")).Submit("Comment", ("Your comment", text))).ShouldShowError(error);
    }

    [Fact]
    public async Task Fifty_thousand_characters_are_refused_and_kept_in_the_field()
    {
        var scene = await Given.Assigned();
        var text = new string('x', 50_000);

        var refused = await (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/comments/{scene.Id}/LSCB-02")).Submit("Comment", ("Your comment", text));

        refused.ShouldShowError("A comment must be 10,000 characters or fewer").Value("Your comment").ShouldBe(text);
    }

    [Fact]
    public async Task Markup_and_every_script_are_shown_as_they_were_typed()
    {
        const string Odd = "<img src=x onerror=alert(1)> Mae’r gwaith yn dda. مراجعة 👩‍👧";
        var scene = await Given.Assigned();
        var manager = await SignedInAs(Given.Manager);

        var page = await (await manager.Open($"/self-assessments/comments/{scene.Id}/LSCB-02")).Submit("Comment", ("Your comment", Odd));

        page.ShouldSay(Odd).Document.QuerySelectorAll("main img").ShouldBeEmpty();
        (await page.Follow(await LinkToAsync())).ShouldSay(Odd).Document.QuerySelectorAll("main img").ShouldBeEmpty();
    }

    private Task<Id<Comment>> SaidAsync(Scene scene, string who, string subject, string text) =>
        Portal.AsAsync(who, s => s.GetRequiredService<WriteComment>().BeginAsync(scene.Id, subject, text, [], default));

    private async Task<string> LinkToAsync()
    {
        var first = await Portal.ReadAsync(db => db.Comments.Where(c => c.ThreadId == null)
            .Select(c => new { By = db.People.Where(p => p.Id == c.WrittenBy).Select(p => p.Name).First(), c.WrittenAt }).SingleAsync());
        return $"Answer or resolve to the comment of {first.By}, {Web.Time.UkTime.Words(first.WrittenAt)}";
    }
}
