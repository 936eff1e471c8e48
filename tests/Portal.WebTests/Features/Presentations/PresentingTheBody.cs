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

/// <summary>The opening presentation is drawn from what was signed, edited beside it, taken away, and handed over.</summary>
public sealed class PresentingTheBody(PortalFixture portal) : PortalTest(portal)
{
    private const string Shorter = "Monthly. <b>Diolch</b> شكرا 🙂";

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
    public async Task Slides_are_moved_hidden_and_shown_with_buttons_alone()
    {
        var id = await DrawnAsync();
        var manager = await SignedInAs(Given.Manager);
        var before = await SlidesAsync(id);

        await (await manager.Open($"/presentations/edit/{id}")).Submit("Move down slide 1");
        (await SlidesAsync(id)).Take(2).Select(s => s.Slide.Id).ShouldBe([before[1].Slide.Id, before[0].Slide.Id]);
        await (await manager.Open($"/presentations/edit/{id}")).Submit("Move up slide 2");
        (await SlidesAsync(id)).Select(s => s.Slide.Id).ShouldBe(before.Select(s => s.Slide.Id));
        var hidden = await (await manager.Open($"/presentations/edit/{id}")).Submit("Hide slide 2");

        hidden.ShouldSay("Hidden").Address.Fragment.ShouldBe($"#slide-{before[1].Slide.Id}");
        (await manager.Open($"/presentations/show/{id}")).Text.ShouldNotContain("Who we are");
        await hidden.Submit("Show slide 2");
        (await manager.Open($"/presentations/show/{id}")).ShouldSay("Who we are");
    }

    [Fact]
    public async Task A_point_is_shortened_beside_the_signed_words_and_keeps_criterion_and_evidence()
    {
        var id = await DrawnAsync();
        var slide = await SlideAsync(id, SlideKind.Know);
        var manager = await SignedInAs(Given.Manager);
        var form = await manager.Open($"/presentations/slide/{slide.Id}");
        form.ShouldSay("Point 1 as it was signed").ShouldSay("LSCB-01").ShouldSay("Section 11 audit");

        var saved = await form.Submit("Save the slide", ("Point 1: LSCB-01", Shorter), ("Minutes", "4"), ("Notes", "Slowly."));

        saved.ShouldSay("Saved. What was signed stays beside it.");
        (await manager.Open($"/presentations/slide/{slide.Id}")).ShouldSay(Given.Answer.Know).Value("Point 1: LSCB-01").ShouldBe(Shorter);
        var shown = await manager.Open($"/presentations/show/{id}");
        shown.ShouldSay(Shorter).ShouldSay("In full: " + Given.Answer.Know).ShouldSay("Slowly.");
        shown.Document.QuerySelector(".portal-slide b").ShouldBeNull("What was typed is shown as text.");
        shown.Document.QuerySelectorAll(".portal-slide a[href^='/evidence/details/']").ShouldNotBeEmpty("Evidence is one click away.");
    }

    [Fact]
    public async Task Whoever_comes_second_sees_both_and_loses_nothing()
    {
        var id = await DrawnAsync();
        var slide = await SlideAsync(id, SlideKind.Know);
        var mine = await (await SignedInAs(Given.Manager)).Open($"/presentations/slide/{slide.Id}");
        var theirs = await (await SignedInAs(Given.Chair)).Open($"/presentations/slide/{slide.Id}");
        await theirs.Submit("Save the slide", ("Point 1: LSCB-01", "Read together each month."));

        var both = await mine.Submit("Save the slide", ("Point 1: LSCB-01", Shorter), ("Notes", "Slowly."));

        both.Status.ShouldBe(HttpStatusCode.Conflict);
        both.ShouldSay("Two versions").ShouldSay("Read together each month.");
        both.Value("Point 1: LSCB-01").ShouldBe(Shorter);
        both.Value("Notes").ShouldBe("Slowly.");
        (await both.Submit("Save the slide")).ShouldSay("Saved.");
        (await SlideAsync(id, SlideKind.Know)).Statements[0].Text.ShouldBe(Shorter);
    }

    [Fact]
    public async Task Moving_slides_is_in_nobodys_way_who_edits_one()
    {
        var id = await DrawnAsync();
        var slide = await SlideAsync(id, SlideKind.Know);
        var form = await (await SignedInAs(Given.Manager)).Open($"/presentations/slide/{slide.Id}");
        await (await (await SignedInAs(Given.Chair)).Open($"/presentations/edit/{id}")).Submit("Move down slide 1");

        (await form.Submit("Save the slide", ("Point 1: LSCB-01", Shorter))).ShouldSay("Saved.");
    }

    [Theory]
    [InlineData("Point 1: LSCB-01", 401, "This is 1 characters too long to fit on the slide. The full text goes with the notes.")]
    [InlineData("Title", 0, "A slide needs a title.")]
    [InlineData("Minutes", 5, "Minutes must be a number from 0 to 60")]
    public async Task What_does_not_fit_is_refused_beside_its_field_and_stays_typed(string field, int length, string refusal)
    {
        var id = await DrawnAsync();
        var typed = new string('x', length);
        var form = await (await SignedInAs(Given.Manager)).Open($"/presentations/slide/{(await SlideAsync(id, SlideKind.Know)).Id}");

        var refused = await form.Submit("Save the slide", (field, typed), ("Notes", "Kept."));

        refused.ShouldShowError(refusal).Value(field).ShouldBe(typed);
        refused.Value("Notes").ShouldBe("Kept.");
    }

    [Fact]
    public async Task A_slide_and_charts_are_added_and_taken_away_again()
    {
        var id = await DrawnAsync();
        var manager = await SignedInAs(Given.Manager);

        (await (await manager.Open($"/presentations/add-slide/{id}")).Submit("Add the slide", ("Point 1", "Our own words"))).ShouldShowError("A slide needs a title.").Value("Point 1").ShouldBe("Our own words");
        await (await manager.Open($"/presentations/add-slide/{id}")).Submit("Add the slide", ("Title", "Ours"), ("Point 1", "Our own words"), ("Point 2", Shorter));
        var chart = await manager.Open($"/presentations/add-chart/{id}");
        (await chart.Submit("Add the chart", ("Title of the slide", "Figures"), ("What does it show?", "A measure that I type in"), ("What is measured?", "Referrals"), ("Figures", "2013 31")))
            .ShouldShowError("“2013 31” is not a name, a colon and a figure, such as “2013: 45”.").Value("Figures").ShouldBe("2013 31");
        await chart.Submit("Add the chart", ("Title of the slide", "Figures"), ("What does it show?", "A measure that I type in"), ("What is measured?", "Referrals"), ("Figures", "2013: 31\n2014: 24.5"));
        await chart.Submit("Add the chart", ("Title of the slide", "Our grades"), ("What does it show?", "The grades we gave ourselves, beside those of the last cycle"));
        await chart.Submit("Add the chart", ("Title of the slide", "Evidence"), ("What does it show?", "How much evidence stands behind each judgement"));

        var shown = await manager.Open($"/presentations/show/{id}");
        shown.ShouldSay(Shorter).ShouldSay("24.5").ShouldSay("Our grades").ShouldSay("Good").ShouldSay("Items of evidence");
        var last = (await SlidesAsync(id)).Count;
        var removing = await (await manager.Open($"/presentations/edit/{id}")).Follow($"Remove slide {last}");
        removing.ShouldSay("It is gone for good").ShouldSay("Items of evidence");
        (await SlidesAsync(id)).Count.ShouldBe(last, "Nothing is removed before it is confirmed.");
        (await removing.Submit("Remove the slide")).ShouldSay("The slide that was added is removed.");
        (await SlidesAsync(id)).Count.ShouldBe(last - 1);
    }

    [Fact]
    public async Task A_slide_that_somebody_edits_meanwhile_is_read_again_before_it_is_removed()
    {
        var id = await DrawnAsync();
        var manager = await SignedInAs(Given.Manager);
        await (await manager.Open($"/presentations/add-slide/{id}")).Submit("Add the slide", ("Title", "Ours"), ("Point 1", "Our own words"));
        var added = await SlideAsync(id, SlideKind.Added);
        var removing = await manager.Open($"/presentations/remove-slide/{added.Id}");
        await (await (await SignedInAs(Given.Chair)).Open($"/presentations/slide/{added.Id}")).Submit("Save the slide", ("Point 1", "The chair’s words"));

        var refused = await removing.Submit("Remove the slide");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldSay("Somebody else saved this slide while you were reading it.").ShouldSay("The chair’s words");
        (await refused.Submit("Remove the slide")).ShouldSay("The slide that was added is removed.");
        (await SlidesAsync(id)).ShouldNotContain(s => s.Slide.Id == added.Id);
        (await manager.Open($"/presentations/remove-slide/{(await SlideAsync(id, SlideKind.Know)).Id}")).ShouldSay("It is hidden, not removed.").Forms.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_added_slide_that_is_sent_twice_is_one_change()
    {
        var id = await DrawnAsync();
        var manager = await SignedInAs(Given.Manager);
        await (await manager.Open($"/presentations/add-slide/{id}")).Submit("Add the slide", ("Title", "Ours"), ("Point 1", "Our own words"));
        var form = await manager.Open($"/presentations/slide/{(await SlideAsync(id, SlideKind.Added)).Id}");

        foreach (var _ in new[] { "once", "twice" })
        {
            (await form.Submit("Save the slide", ("Point 1", "Other words"))).ShouldSay("Saved.");
        }

        (await form.Submit("Save the slide", ("Point 1", "Third words"))).Status.ShouldBe(HttpStatusCode.Conflict);
        (await SlideAsync(id, SlideKind.Added)).Statements.Select(s => s.Text).ShouldBe(["Other words"]);
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
    public async Task A_comma_in_a_figure_is_refused_beside_its_field_and_stays_typed()
    {
        var id = await DrawnAsync();
        var form = await (await SignedInAs(Given.Manager)).Open($"/presentations/add-chart/{id}");

        var refused = await form.Submit("Add the chart", ("Title of the slide", "Figures"), ("What does it show?", "A measure that I type in"), ("What is measured?", "Referrals"), ("Figures", "2013: 24,5"));

        refused.ShouldShowError("“2013: 24,5” has a comma that does not separate thousands. Write a decimal with a point, such as 24.5, and thousands as 1020 or 1,020.").Value("Figures").ShouldBe("2013: 24,5");
        (await SlidesAsync(id)).ShouldNotContain(s => s.Slide.Kind == SlideKind.Chart);
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

        (await (await manager.Open($"/presentations/hand-over/{id}")).Submit("Hand it over to the review team")).ShouldSay("is told by mail");
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

    private async Task<Id<Presentation>> DrawnAsync(bool packed = false)
    {
        var scene = packed ? await Given.Packed() : await Given.Submitted();
        return await Given.Drawn(scene);
    }

    private Task<IReadOnlyList<PlacedSlide>> SlidesAsync(Id<Presentation> id) =>
        Portal.ReadAsync(async db => (await db.Presentations.Include(p => p.AllSlides).SingleAsync(p => p.Id == id)).Slides);

    private async Task<Slide> SlideAsync(Id<Presentation> id, SlideKind kind) => (await SlidesAsync(id)).First(s => s.Slide.Kind == kind).Slide;

    private static async Task<PresentationDocument> PptxAsync(Visitor who, Id<Presentation> id)
    {
        using var answer = await who.Get($"/presentations/show/{id}?handler=Pptx");
        answer.EnsureSuccessStatusCode().Content.Headers.ContentDisposition!.FileNameStar.ShouldBe("Opening presentation.pptx");
        return PresentationDocument.Open(new MemoryStream(await answer.Content.ReadAsByteArrayAsync()), false);
    }
}
