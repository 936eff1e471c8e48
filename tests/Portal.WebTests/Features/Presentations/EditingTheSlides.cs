using System.Net;
using Portal.Domain.Presentations;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Presentations;

/// <summary>Slides are moved, hidden, reworded, added and removed beside what was signed; whoever comes second loses nothing.</summary>
public sealed class EditingTheSlides(PortalFixture portal) : PresentationTest(portal)
{
    private const string Shorter = "Monthly. <b>Diolch</b> شكرا 🙂";

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
    public async Task A_comma_in_a_figure_is_refused_beside_its_field_and_stays_typed()
    {
        var id = await DrawnAsync();
        var form = await (await SignedInAs(Given.Manager)).Open($"/presentations/add-chart/{id}");

        var refused = await form.Submit("Add the chart", ("Title of the slide", "Figures"), ("What does it show?", "A measure that I type in"), ("What is measured?", "Referrals"), ("Figures", "2013: 24,5"));

        refused.ShouldShowError("“2013: 24,5” has a comma that does not separate thousands. Write a decimal with a point, such as 24.5, and thousands as 1020 or 1,020.").Value("Figures").ShouldBe("2013: 24,5");
        (await SlidesAsync(id)).ShouldNotContain(s => s.Slide.Kind == SlideKind.Chart);
    }
}
