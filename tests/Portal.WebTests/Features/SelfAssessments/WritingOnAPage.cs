using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>Answers and judgements as people type them into their pages.</summary>
public sealed class WritingOnAPage(PortalFixture portal) : PortalTest(portal)
{
    private const string Know = "What do we know?";
    private const string Reasons = "Why this grade?";

    [Fact]
    public async Task What_is_typed_is_saved_and_shown_again()
    {
        var (_, address) = await AnswerAsync();
        var police = await SignedInAs(Given.Police);

        var after = await (await police.Open(address)).Submit("Save", (Know, "Two lines:\none & <b>two</b>."), ("Your own grade for this criterion (optional)", "Good"));

        after.Status.ShouldBe(HttpStatusCode.OK);
        after.ShouldSay("Saved.").Value(Know).ShouldBe("Two lines:\none & <b>two</b>.");
        after.Document.QuerySelector("main b").ShouldBeNull();
    }

    [Fact]
    public async Task The_strength_of_a_claim_is_said_kept_in_the_history_and_can_be_taken_back()
    {
        var (_, address) = await AnswerAsync();
        var police = await SignedInAs(Given.Police);
        const string strength = "How strong is that claim? (optional)";

        var said = await (await police.Open(address)).Submit("Save", ("What difference has it made to children, young people and families?", "Fewer repeat referrals."), (strength, "Correlated"));
        said.Document.QuerySelector("input[name='Input.Strength'][checked]")!.GetAttribute("value").ShouldBe("Correlated");
        var history = await said.Follow("History of this answer");
        var shown = history.Document.QuerySelectorAll("h3").Single(d => HtmlPage.Words(d) == "How strong is that claim?").NextElementSibling;
        HtmlPage.Words(shown).ShouldBe("[added: Correlated]");

        await said.Submit("Save", (strength, "Not said"));
        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Strength).SingleAsync())).ShouldBeNull();
    }

    [Fact]
    public async Task Whoever_saves_second_is_shown_both_texts_and_may_put_them_together()
    {
        var (_, address) = await AnswerAsync();
        var ofManager = await (await SignedInAs(Given.Manager)).Open(address);
        var ofPolice = await (await SignedInAs(Given.Police)).Open(address);
        await ofManager.Submit("Save", (Know, "The manager knows that."));

        var page = await ofPolice.Submit("Save", (Know, "The police know this."));

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.ShouldShowError("Tom Whitfield saved this while you were writing. Both texts are below: put together what should stand, and save again");
        page.ShouldSay("Saved by Tom Whitfield").ShouldSay("manager knows that").Value(Know).ShouldBe("The police know this.");

        var joined = await page.Submit("Save", (Know, "The manager knows that. The police know this."));

        joined.ShouldSay("Saved.").Value(Know).ShouldBe("The manager knows that. The police know this.");
        var history = await joined.Follow("History of this answer");
        history.ShouldSay("The manager knows that.").ShouldSay("The police know this.").ShouldSay("Priya Nair").ShouldSay("Tom Whitfield");
    }

    [Fact]
    public async Task Whoever_judges_second_is_shown_both_judgements()
    {
        var scene = await Given.Assigned();
        var address = $"/self-assessments/judge/{scene.Id}/LSCB";
        var ofManager = await (await SignedInAs(Given.Manager)).Open(address);
        var ofChair = await (await SignedInAs(Given.Chair)).Open(address);
        await ofManager.Submit("Save the judgement", ("Which grade do you give?", "Good"), (Reasons, "Partners challenge each other."));

        var page = await ofChair.Submit("Save the judgement", ("Which grade do you give?", "Requires improvement"), (Reasons, "Too few audits."));

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.ShouldShowError("Tom Whitfield saved this while you were writing. Both texts are below: put together what should stand, and save again");
        page.ShouldSay("Partners challenge each other").Value(Reasons).ShouldBe("Too few audits.");
        page.Document.QuerySelector("input[name='Input.Grade'][checked]")!.GetAttribute("value").ShouldBe("requires-improvement");
        (await Portal.ReadAsync(db => db.Judgements.Select(j => j.Text.Grade).SingleAsync())).ShouldBe("good");
    }

    [Fact]
    public async Task A_text_that_is_too_long_is_refused_beside_its_field_and_shown_again_whole()
    {
        var (_, address) = await AnswerAsync();
        var text = new string('w', 100_001);
        var page = await (await SignedInAs(Given.Police)).Open(address);

        var refused = await page.Submit("Save", (Know, text), ("How do we know it?", "From audits."));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldShowError("“What do we know” must be 100,000 characters or fewer. Attach longer text as evidence");
        (refused.Value(Know).Length, refused.Value("How do we know it?")).ShouldBe((text.Length, "From audits."));
        (await Portal.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task A_grade_that_the_framework_does_not_know_is_refused_and_the_text_kept()
    {
        var (_, address) = await AnswerAsync();
        var police = await SignedInAs(Given.Police);
        var form = (await police.Open(address)).Forms[0];

        var refused = await police.SendAsOwn(form with { Fields = [.. form.Fields.Where(f => f.Key != "Input.Know"), new("Input.Know", "Typed."), new("Input.SelfGrade", "splendid")] });

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldRefuse("Choose one of the grades of this framework, or none.").Value(Know).ShouldBe("Typed.");
    }

    [Fact]
    public async Task Somebody_elses_criterion_is_read_by_whoever_signs_not_by_another_partner_and_written_by_neither()
    {
        var scene = await Given.Assigned();
        var police = await SignedInAs(Given.Police);
        var own = (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-02")).Forms[0];

        (await police.Open($"/self-assessments/answer/{scene.Id}/LSCB-03")).Status.ShouldBe(HttpStatusCode.NotFound);
        var page = await (await SignedInAs(Given.Director)).Open($"/self-assessments/answer/{scene.Id}/LSCB-03");
        page.ShouldSay("assigned to somebody else");
        page.Document.QuerySelectorAll("main form button").ShouldBeEmpty();
        (await police.SendAsOwn(own with { To = $"/self-assessments/answer/{scene.Id}/LSCB-03" })).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Portal.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task The_history_says_who_changed_which_field_from_what_to_what_and_puts_earlier_words_back()
    {
        var (scene, address) = await AnswerAsync();
        var police = await SignedInAs(Given.Police);
        await (await police.Open(address)).Submit("Save", (Know, "Ten audits were made."), ("What will we do next?", "Nothing."));
        Portal.Clock.Advance(TimeSpan.FromMinutes(5));
        await (await police.Open(address)).Submit("Save", (Know, "Twelve audits were made."));

        var history = await (await police.Open(address)).Follow("History of this answer");

        history.Document.QuerySelectorAll("main h2").Select(HtmlPage.Words).ShouldBe(["Priya Nair, 3 March 2015 at 9.05am", "Priya Nair, 3 March 2015 at 9.00am"]);
        history.Document.QuerySelectorAll("main del").Select(HtmlPage.Words).ShouldBe(["[removed: Ten]"]);
        history.Document.QuerySelectorAll("main ins").Select(HtmlPage.Words).ShouldBe(["[added: Twelve]", "[added: Ten audits were made.]", "[added: Nothing.]"]);
        history.Document.QuerySelectorAll("main button").Length.ShouldBe(1, "What stands so now is not put back.");

        var back = await history.Submit("Put this back: What do we know?, as Priya Nair wrote it on 3 March 2015 at 9.00am");

        back.ShouldSay("The earlier words are back.");
        var now = await police.Open(address);
        (now.Value(Know), now.Value("What will we do next?")).ShouldBe(("Ten audits were made.", "Nothing."));
        (await Portal.ReadAsync(db => db.Revisions.CountAsync())).ShouldBe(3, "what was replaced stays");
        scene.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_text_that_was_kept_aside_can_be_put_back_field_by_field()
    {
        var (_, address) = await AnswerAsync();
        var police = await SignedInAs(Given.Police);
        var ofPolice = await police.Open(address);
        await (await (await SignedInAs(Given.Manager)).Open(address)).Submit("Save", (Know, "The manager knows that."));
        await ofPolice.Submit("Save", (Know, "The police know this."));

        var history = await police.Open(address.Replace("answer", "history", StringComparison.Ordinal));
        history.ShouldSay("Kept aside");
        await history.Submit("Put this back: What do we know?, as Priya Nair wrote it on 3 March 2015 at 9.00am");

        (await police.Open(address)).Value(Know).ShouldBe("The police know this.");
    }

    [Fact]
    public async Task Whoever_may_only_read_puts_nothing_back()
    {
        var (_, address) = await AnswerAsync();
        await (await (await SignedInAs(Given.Police)).Open(address)).Submit("Save", (Know, "The police know this."));
        await (await (await SignedInAs(Given.Police)).Open(address)).Submit("Save", (Know, "The police know that too."));
        var form = (await (await SignedInAs(Given.Manager)).Open(address.Replace("answer", "history", StringComparison.Ordinal))).Forms[0];
        var before = await Portal.FingerprintAsync();

        var director = await SignedInAs(Given.Director);
        (await director.Open(form.To)).ShouldSay("The police know").Document.QuerySelectorAll("main form").ShouldBeEmpty();
        (await director.SendAsOwn(form)).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs("samuel.okafor")).SendAsOwn(form)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await (await SignedInAs("robert.fielding")).SendAsOwn(form)).Status.ShouldBe(HttpStatusCode.NotFound);
        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    private async Task<(Scene Scene, string Address)> AnswerAsync()
    {
        var scene = await Given.Assigned();
        return (scene, $"/self-assessments/answer/{scene.Id}/LSCB-02");
    }
}
