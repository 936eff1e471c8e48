using System.Net;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Presentations;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Auditing;
using Portal.Web.Features.Presentations;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Presentations;

/// <summary>The opening presentation is drawn from what was signed, planned, taken away, and handed over.</summary>
public sealed class PresentingTheBody(PortalFixture portal) : PresentationTest(portal)
{
    [Fact]
    public async Task A_contributor_reads_what_is_shown_and_neither_notes_nor_hidden_slides()
    {
        var id = await DrawnAsync();
        var slide = await SlideAsync(id, SlideKind.Know);
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var edit = s.GetRequiredService<EditPresentation>();
            await edit.RewriteAsync(slide.Id, slide.Text with { Notes = "For the speaker alone." }, slide.Version, default);
            await edit.ChangeAsync(id, (p, at) => p.AddSlide("Not for them", ["A hidden point"], null, at), null, default);
            await edit.ChangeAsync(id, (p, at) => p.Hide(p.Slides[^1].Slide.Id, at), null, default);
        });
        var police = await SignedInAs(Given.Police);

        var shown = await (await police.Open("/presentations")).Follow("Opening presentation");

        shown.Path.ShouldBe($"/presentations/show/{id}");
        shown.ShouldSay(Given.Answer.Know).Text.ShouldNotContain("Present it");
        using var file = await PptxAsync(police, id);
        var written = string.Concat(file.PresentationPart!.SlideParts.SelectMany(p => new[] { p.Slide!.InnerText, p.NotesSlidePart?.NotesSlide?.InnerText }));
        foreach (var text in new[] { shown.Text, (await police.Open($"/presentations/handout/{id}")).Text, written })
        {
            text.ShouldNotContain("For the speaker alone.");
            text.ShouldNotContain("A hidden point");
        }

        foreach (var page in new[] { "edit", "present" })
        {
            (await police.Open($"/presentations/{page}/{id}")).Status.ShouldBe(HttpStatusCode.NotFound, page);
        }
    }

    [Fact]
    public async Task It_is_drawn_on_a_page_from_the_version_that_both_have_signed_and_what_was_signed_stays()
    {
        var scene = await Given.Submitted();
        var signed = await Given.PresentHash(scene.Id);
        var manager = await SignedInAs(Given.Manager);
        var list = await manager.Open("/presentations");
        list.ShouldSay("There is no presentation yet.");

        var editor = await (await list.Follow("From the self-assessment of Northshire Safeguarding Children Board, 1 March 2014 to 28 February 2015")).Submit("Draw it", ("Title", "How we see ourselves"));

        editor.Path.ShouldStartWith("/presentations/edit/");
        editor.ShouldSay("Nothing you change here changes what was signed.").ShouldSay("What we know").ShouldSay("The voice of children, young people and families").ShouldSay("Caveats and dissent").ShouldSay("minutes of 30");
        (await manager.Open("/presentations")).ShouldSay("How we see ourselves").ShouldSay("Being edited");
        (await Given.PresentHash(scene.Id)).ShouldBe(signed);
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "presentation-drawn"))).ShouldBe(1);
    }

    [Fact]
    public async Task Before_both_have_signed_there_is_nothing_to_draw_from()
    {
        var scene = await Given.SignedByDirector();

        var page = await (await SignedInAs(Given.Manager)).Open($"/presentations/draw/{scene.Id}");

        page.ShouldSay("No version is signed by both yet.");
        page.Forms.ShouldBeEmpty();
    }

    [Fact]
    public async Task Whoever_comes_second_with_title_time_and_colours_sees_both_and_loses_nothing()
    {
        var id = await DrawnAsync();
        var mine = await (await SignedInAs(Given.Manager)).Open($"/presentations/settings/{id}");
        var chair = await SignedInAs(Given.Chair);
        var theirs = await chair.Open($"/presentations/settings/{id}");
        await theirs.Submit("Save", ("Title", "How we see ourselves"), ("How long may it take, in minutes?", "25"));
        await (await chair.Open($"/presentations/edit/{id}")).Submit("Move down slide 1");

        var both = await mine.Submit("Save", ("Title", "Where we stand"), ("Band", "#4C2C92"));

        both.Status.ShouldBe(HttpStatusCode.Conflict);
        both.ShouldSay("Two versions").ShouldSay("ourselves").ShouldShowError("Somebody else saved title, time and colours while you were writing. Nothing you typed is lost: put together what should stand, and save again");
        (both.Value("Title"), both.Value("Band"), both.Value("How long may it take, in minutes?")).ShouldBe(("Where we stand", "#4C2C92", "30"));
        (await Portal.ReadAsync(db => db.Presentations.Select(p => p.Title).SingleAsync())).ShouldBe("How we see ourselves");
        (await both.Submit("Save", ("How long may it take, in minutes?", "25"))).ShouldSay("Saved.");
        (await Portal.ReadAsync(db => db.Presentations.SingleAsync())).Settings.ShouldBe(new PresentationSettings("Where we stand", 25, new PresentationColours("4C2C92", "FFFFFF")));
    }

    [Fact]
    public async Task Moving_slides_is_in_nobodys_way_who_plans()
    {
        var id = await DrawnAsync();
        var settings = await (await SignedInAs(Given.Manager)).Open($"/presentations/settings/{id}");
        await (await (await SignedInAs(Given.Chair)).Open($"/presentations/edit/{id}")).Submit("Move down slide 1");

        (await settings.Submit("Save", ("Title", "Where we stand"))).ShouldSay("Saved.");
    }

    [Fact]
    public async Task What_can_be_drawn_from_is_not_crowded_out_by_what_others_run()
    {
        var scene = await Given.Submitted();

        // The director reads the boards of the authority, and runs none of them.
        await Portal.ReadAsync(async db =>
        {
            var own = await db.SelfAssessments.SingleAsync(a => a.Id == scene.Id);
            var authority = await db.Set<BoardAuthority>().Where(a => a.BoardId == own.BodyId).Select(a => a.AuthorityId).SingleAsync();
            var at = PortalFixture.Start.UtcDateTime;
            var (chair, director) = (await db.People.SingleAsync(p => p.Email.StartsWith(Given.Chair)), await db.People.SingleAsync(p => p.Email.StartsWith(Given.Director)));
            for (var i = 0; i < 25; i++)
            {
                var of = SelfAssessment.Open(i == 0 ? authority : own.BodyId, (Given.Framework, 1), new AssessmentPlan(Given.Plan.PeriodFrom, Given.Plan.PeriodTo.AddDays(i), Given.Plan.SubmissionDate.AddDays(i)), _ => true, director.Id, at, DateOnly.FromDateTime(at));
                var version = FrozenVersion.Of(of, 1, "{}", $"{i}", at);
                version.Sign(PostRole.Chair, chair, $"{i}", at);
                version.Sign(PostRole.DirectorOfChildrensServices, director, $"{i}", at);
                db.AddRange(of, version);
            }

            return await db.SaveChangesAsync();
        });

        var list = await (await SignedInAs(Given.Director)).Open("/presentations");

        list.Document.QuerySelectorAll("main a[href^='/presentations/draw/']").Length.ShouldBe(1);
        (await (await SignedInAs(Given.Manager)).Open("/presentations")).Document.QuerySelectorAll("main a[href^='/presentations/draw/']").Length.ShouldBe(20);
    }

    [Fact]
    public async Task Colours_that_cannot_be_read_are_refused_and_those_that_can_are_in_the_file()
    {
        var id = await DrawnAsync();
        var manager = await SignedInAs(Given.Manager);
        var settings = await manager.Open($"/presentations/settings/{id}");

        (await settings.Submit("Save", ("Band", "#777777"), ("Title on the band", "#FFFFFF"))).ShouldShowError(
            "The title could not be read by everybody: its contrast with the band is 4.47 to 1, and 4.5 to 1 is needed. Choose a darker or a lighter colour for one of the two.").Value("Band").ShouldBe("#777777");
        await settings.Submit("Save", ("Band", "#FFDD00"), ("Title on the band", "#0B0C0C"), ("How long may it take, in minutes?", "20"));

        (await manager.Open($"/presentations/edit/{id}")).ShouldSay("of 20");
        using var file = await PptxAsync(manager, id);
        file.PresentationPart!.SlideMasterParts.Single().ThemePart!.Theme!.OuterXml.ShouldContain("FFDD00");
    }

    [Fact]
    public async Task The_file_for_PowerPoint_is_without_fault_and_the_download_is_on_record()
    {
        var id = await DrawnAsync();
        using var file = await PptxAsync(await SignedInAs(Given.Manager), id);

        new OpenXmlValidator(FileFormatVersions.Microsoft365).Validate(file).Select(e => e.Description).ShouldBeEmpty();
        file.PackageProperties.Creator.ShouldBe("Northshire Safeguarding Children Board");
        (await Portal.ReadAsync(db => db.Set<AuditEntry>().CountAsync(a => a.Action == "presentation-exported"))).ShouldBe(1);
    }

    [Fact]
    public async Task A_partner_reads_it_and_changes_nothing()
    {
        var id = await DrawnAsync();
        var police = await SignedInAs(Given.Police);

        (await police.Open($"/presentations/edit/{id}")).Forms.ShouldBeEmpty();
        foreach (var page in new[] { "settings", "add-slide", "add-chart", "hand-over" })
        {
            (await police.Open($"/presentations/{page}/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden, page);
        }
    }

    [Fact]
    public async Task The_review_team_reads_it_once_it_was_handed_over_without_hidden_slides_and_notes()
    {
        var id = await DrawnAsync(packed: true);
        var lead = await SignedInAs("ruth.bannister");
        var slide = await SlideAsync(id, SlideKind.Know);
        await Portal.AsAsync(Given.Manager, async s =>
        {
            var edit = s.GetRequiredService<EditPresentation>();
            await edit.RewriteAsync(slide.Id, slide.Text with { Notes = "For the speaker alone." }, slide.Version, default);
            await edit.ChangeAsync(id, (p, at) => p.AddSlide("Not for them", ["A hidden point"], null, at), null, default);
            await edit.ChangeAsync(id, (p, at) => p.Hide(p.Slides[^1].Slide.Id, at), null, default);
        });
        (await lead.Open($"/presentations/show/{id}")).Status.ShouldBe(HttpStatusCode.NotFound);
        var manager = await SignedInAs(Given.Manager);

        (await (await (await manager.Open($"/presentations/hand-over/{id}")).Submit("Continue")).Submit("Hand it over to the review team")).ShouldSay("is told by mail");
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().Where(m => m.Subject.StartsWith("Opening presentation received")).ToListAsync())).ShouldContain(m => m.Text.Contains($"/presentations/show/{id}"));

        var shown = await lead.Open($"/presentations/show/{id}");
        shown.ShouldSay(Given.Answer.Know).ShouldSay("in the pack");
        shown.Text.ShouldNotContain("For the speaker alone.");
        shown.Text.ShouldNotContain("A hidden point");
        using (var file = await PptxAsync(lead, id))
        {
            var all = string.Concat(file.PresentationPart!.SlideParts.Select(p => p.Slide!.InnerText + p.NotesSlidePart!.NotesSlide!.InnerText));
            all.ShouldContain(Given.Answer.Know);
            all.ShouldNotContain("For the speaker alone.");
            all.ShouldNotContain("A hidden point");
        }

        (await lead.Open($"/presentations/edit/{id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        var copy = await (await manager.Open($"/presentations/edit/{id}")).Submit("Make a copy to change it");
        copy.ShouldSay("This is a copy.").ShouldSay("Hidden");
        (await lead.Open($"/presentations/show/{copy.Path.Split('/')[^1]}")).Status.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<PresentationDocument> PptxAsync(Visitor who, Id<Presentation> id)
    {
        using var answer = await who.Get($"/presentations/show/{id}?handler=Pptx");
        answer.EnsureSuccessStatusCode().Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("Opening presentation.pptx");
        return PresentationDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), false);
    }
}
