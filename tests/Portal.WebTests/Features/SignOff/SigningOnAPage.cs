using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Web.Features.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SignOff;

/// <summary>Reading, signing and returning the frozen version on its pages.</summary>
public sealed class SigningOnAPage(PortalFixture portal) : PortalTest(portal)
{
    private const string Why = "Why do you return it, and what must change?";
    private const string HasRead = "I have read version";

    [Fact]
    public async Task Chair_and_director_read_sign_and_see_it_submitted()
    {
        var scene = await Given.UpForSignature();

        var director = await SignAsync(await OpenSignAsync(Given.Director, scene));
        director.Path.ShouldBe($"/sign-off/signed/{scene.Id}");
        var chair = await SignAsync(await OpenSignAsync(Given.Chair, scene));

        chair.Path.ShouldBe($"/sign-off/signed/{scene.Id}");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.Submitted);
        (await (await SignedInAs(Given.Police)).Open($"/self-assessments/receipt/{scene.Id}")).ShouldSay(await Given.PresentHash(scene.Id));
    }

    [Fact]
    public async Task A_signature_is_withdrawn_with_a_reason_until_the_other_is_there()
    {
        var scene = await Given.UpForSignature();
        var signed = await SignAsync(await OpenSignAsync(Given.Chair, scene));

        var form = await signed.Follow("withdraw your signature");
        form.Heading.ShouldBe("Withdraw your signature");
        (await form.Submit("Continue")).ShouldShowError("Say why you return the self-assessment and what must change");
        var check = await form.Submit("Continue", ("Why do you withdraw it, and what must change?", "The audit of June is not in it."));
        check.Heading.ShouldBe("Check before you withdraw your signature");
        var done = await check.Submit("Withdraw my signature");

        done.Path.ShouldBe($"/sign-off/returned/{scene.Id}");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.InProgress);
        var version = await Portal.ReadAsync(db => db.FrozenVersions.Include(v => v.Signatures).SingleAsync());
        (version.State, version.ReturnReason, version.Signatures.Single().WithdrawnAt).ShouldBe((FrozenVersionState.Returned, "The audit of June is not in it.", PortalFixture.Start.UtcDateTime));
        (await (await SignedInAs(Given.Director)).Open("/inbox")).ShouldSay("Nothing waits for you.");
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/timeline/{scene.Id}")).ShouldSay("withdrew their signature from the frozen version");
        (await (await SignedInAs(Given.Chair)).Open($"/sign-off/read/{scene.Id}")).ShouldSay("withdrawn on 3 March 2015");

        await Given.Finished(scene.Id, "Ready");
        await Given.Signed(Given.Chair, scene.Id);
        await Given.Signed(Given.Director, scene.Id);
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.Submitted);
    }

    [Fact]
    public async Task Once_both_have_signed_no_signature_is_withdrawn_any_more()
    {
        var scene = await Given.UpForSignature();
        await SignAsync(await OpenSignAsync(Given.Chair, scene));
        var form = await (await SignedInAs(Given.Chair)).Open($"/sign-off/return/{scene.Id}");
        var check = await form.Submit("Continue", ("Why do you withdraw it, and what must change?", "Too late."));
        await SignAsync(await OpenSignAsync(Given.Director, scene));

        var refused = await check.Submit("Withdraw my signature");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldRefuse("this version is signed and can no longer be signed or returned").ShouldSay("Too late.");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.Submitted);
    }

    [Fact]
    public async Task Nobody_withdraws_the_signature_of_another_post()
    {
        var scene = await Given.UpForSignature();
        await SignAsync(await OpenSignAsync(Given.Chair, scene));

        (await (await SignedInAs(Given.Manager)).Open($"/sign-off/return/{scene.Id}")).Status.ShouldBe(HttpStatusCode.Forbidden);
        (await (await SignedInAs(Given.Director)).Open($"/sign-off/return/{scene.Id}")).Heading.ShouldBe("Return the self-assessment");
    }

    [Fact]
    public async Task Nobody_signs_without_saying_that_they_have_read_it()
    {
        var scene = await Given.UpForSignature();

        var refused = await (await OpenSignAsync(Given.Chair, scene)).Submit("Sign the assessment");

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldShowError("Confirm that you have read this version and stand by it");
        (await SignaturesAsync()).ShouldBe(0);
    }

    [Fact]
    public async Task What_changed_since_it_was_shown_cannot_be_signed_unread()
    {
        var scene = await Given.UpForSignature();
        var shown = await OpenSignAsync(Given.Director, scene);
        await Given.Returned(Given.Chair, scene.Id, "Say more about LSCB-07.");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-07", Given.Answer with { Know = "More." }, 1, default));
        await Given.Finished(scene.Id, "Ready");

        var refused = await SignAsync(shown);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldRefuse("The self-assessment has changed since it was shown to you. Read the present version before you decide.");
        refused.ShouldSay("version 2 is the present one");
        refused.Document.QuerySelectorAll("main form").ShouldBeEmpty();
        (await SignaturesAsync()).ShouldBe(0);
        (await refused.Follow("Read the present version")).ShouldSay("Version 2 for signature").ShouldSay("More.");
    }

    [Fact]
    public async Task Signed_in_two_windows_it_is_one_signature_and_the_second_window_says_so()
    {
        var scene = await Given.UpForSignature();
        var one = await OpenSignAsync(Given.Chair, scene);
        var other = await OpenSignAsync(Given.Chair, scene);
        await SignAsync(one);

        var refused = await SignAsync(other);

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldRefuse("This version has already been signed for your post.");
        (await SignaturesAsync()).ShouldBe(1);
    }

    [Theory]
    [InlineData(Given.Manager, HttpStatusCode.Forbidden)]
    [InlineData(Given.Police, HttpStatusCode.Forbidden)]
    [InlineData("david.lowe", HttpStatusCode.Forbidden)]
    [InlineData("anita.desai", HttpStatusCode.NotFound)]
    public async Task Another_post_is_offered_no_signature_and_cannot_send_one(string who, HttpStatusCode status)
    {
        var scene = await Given.UpForSignature();
        var visitor = await SignedInAs(who);
        var sign = (await OpenSignAsync(Given.Chair, scene)).Forms.Single();
        var check = (await OpenReturnAsync(Given.Chair, scene)).Forms.Single();

        (await visitor.Open($"/sign-off/read/{scene.Id}")).Document.QuerySelectorAll("main a").ShouldNotContain(a => HtmlPage.Words(a) == "Sign");
        (await visitor.Open(sign.To)).Status.ShouldBe(status);
        (await visitor.SendAsOwn(sign.With([new("Input.HasRead", "true")]))).Status.ShouldBe(status);
        (await visitor.SendAsOwn(check with { To = check.To.Replace("Check", "Confirm", StringComparison.Ordinal) })).Status.ShouldBe(status);
        (await SignaturesAsync()).ShouldBe(0);
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.AwaitingSignatures);
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \n ")]
    public async Task A_return_needs_a_reason(string reason)
    {
        var scene = await Given.UpForSignature();

        var refused = await (await OpenReturnAsync(Given.Chair, scene)).Submit("Continue", (Why, reason));

        refused.Status.ShouldBe(HttpStatusCode.BadRequest);
        refused.ShouldShowError("Say why you return the self-assessment and what must change");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.AwaitingSignatures);
    }

    [Fact]
    public async Task A_return_is_checked_confirmed_and_read_by_those_who_write()
    {
        var scene = await Given.UpForSignature();
        var check = await (await OpenReturnAsync(Given.Director, scene)).Submit("Continue", (Why, "LSCB-07 is thin."));
        check.ShouldSay("Check before you return the self-assessment").ShouldSay("LSCB-07 is thin.");
        (await (await check.Submit("Change the reason")).Submit("Continue")).ShouldSay("LSCB-07 is thin.");

        var after = await check.Submit("Return the assessment");

        after.Path.ShouldBe($"/sign-off/returned/{scene.Id}");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.InProgress);
        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/readiness/{scene.Id}")).ShouldSay("Margaret Ellis returned the last version").ShouldSay("LSCB-07 is thin.");
    }

    [Fact]
    public async Task A_return_that_comes_after_both_signed_is_refused_and_what_was_written_is_shown()
    {
        var scene = await Given.SignedByDirector();
        var check = await (await OpenReturnAsync(Given.Chair, scene)).Submit("Continue", (Why, "LSCB-07 is thin."));
        await Given.Signed(Given.Chair, scene.Id);

        var refused = await check.Submit("Return the assessment");

        refused.Status.ShouldBe(HttpStatusCode.Conflict);
        refused.ShouldRefuse("Both signatures are there: this version is signed and can no longer be signed or returned.").ShouldSay("It was not sent.").ShouldSay("LSCB-07 is thin.");
        (await StatusAsync(scene)).ShouldBe(SelfAssessmentStatus.Submitted);
    }

    private static Task<HtmlPage> SignAsync(HtmlPage page) => page.Submit("Sign the assessment", (HasRead, true));

    private async Task<HtmlPage> OpenSignAsync(string who, Scene scene) => await (await (await SignedInAs(who)).Open($"/sign-off/read/{scene.Id}")).Follow("Sign");

    private async Task<HtmlPage> OpenReturnAsync(string who, Scene scene) =>
        await (await (await SignedInAs(who)).Open($"/sign-off/read/{scene.Id}")).Follow("Return with reasons");

    private Task<int> SignaturesAsync() => Portal.ReadAsync(db => db.FrozenVersions.SelectMany(v => v.Signatures).CountAsync());

    private Task<SelfAssessmentStatus> StatusAsync(Scene scene) => Portal.ReadAsync(db => db.SelfAssessments.Where(a => a.Id == scene.Id).Select(a => a.Status).SingleAsync());
}
