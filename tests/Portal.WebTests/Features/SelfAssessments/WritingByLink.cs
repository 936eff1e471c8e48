using System.Net;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.SelfAssessments;
using Portal.Web.Features.SelfAssessments;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.SelfAssessments;

/// <summary>What somebody who came by a link can do and see.</summary>
public sealed class WritingByLink(PortalFixture portal) : PartnerLinkTest(portal)
{
    private const string TooLate = "Two lines:\nwhat <b>we</b> know & how.";

    [Fact]
    public async Task What_a_guest_and_somebody_of_the_body_wrote_in_the_same_field_is_shown_side_by_side()
    {
        var scene = await IssuedAsync();
        var guest = await GuestAsync(await SentLinkAsync());
        var page = await guest.Open($"{Root}/answer/LSCB-02");
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<SaveAnswer>().AsAsync(scene.Id, "LSCB-02", Given.Answer with { Know = "The board audits nine cases.", SelfGrade = "good" }, 0, default));

        var both = await page.Submit("Save", ("What do we know?", "The board audits six cases."));

        both.Status.ShouldBe(HttpStatusCode.Conflict);
        both.ShouldSay("Tom Whitfield saved this on 3 March 2015").Text.ShouldNotContain("Own grade");
        both.Document.QuerySelectorAll(".portal-both del").Select(HtmlPage.Words).ShouldBe(["[only here: nine]"]);
        both.Value("What will we do next?").ShouldBe(Given.Answer.Next, "only the manager wrote there");
        (await both.Submit("Save", ("What do we know?", "The board audits nine cases, six with us."))).ShouldSay("LSCB-02 is saved.");
        var saved = await Portal.ReadAsync(db => db.Answers.Select(a => a.Text).SingleAsync());
        (saved.Know, saved.SelfGrade).ShouldBe(("The board audits nine cases, six with us.", "good"));
    }

    [Fact]
    public async Task What_a_guest_types_is_saved_while_they_write_and_a_grade_that_they_send_counts_for_nothing()
    {
        await IssuedAsync();
        var guest = await GuestAsync(await SentLinkAsync());
        var form = (await guest.Open($"{Root}/answer/LSCB-02")).Forms[0];
        using var request = (form with
        {
            To = $"{Root}/answer/LSCB-02?handler=keep",
            Fields = [.. form.Fields.Where(f => f.Key != "Input.Know"), new("Input.Know", "We audit."), new("Input.SelfGrade", "outstanding"), new("Input.Strength", "Asserted")],
        }).Request();
        request.Headers.Accept.ParseAdd("application/json");

        using var answer = await guest.Send(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("\"saved\":\"09:00\"");
        var saved = await Portal.ReadAsync(db => db.Answers.Select(a => a.Text).SingleAsync());
        (saved.Know, saved.SelfGrade, saved.Strength).ShouldBe(("We audit.", null, null));
    }

    [Fact]
    public async Task After_four_hours_the_session_is_over_and_what_was_saved_is_kept()
    {
        await IssuedAsync();
        var guest = await GuestAsync(await SentLinkAsync());
        await (await guest.Open($"{Root}/answer/LSCB-02")).Submit("Save", ("What do we know?", "We audit."));

        Portal.Clock.Advance(PartnerLink.SessionLasts);

        (await guest.Open(Root)).ShouldSay("Nothing is open here");
        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Know).SingleAsync())).ShouldBe("We audit.");
    }

    [Fact]
    public async Task What_a_guest_had_typed_when_their_time_was_over_is_shown_and_goes_on_with_another_link()
    {
        var (scene, guest, form) = await TypedTooLateAsync();

        var over = await SendAsync(guest, form);

        over.Status.ShouldBe(HttpStatusCode.Unauthorized);
        over.ShouldSay("Your time here is over").ShouldSay("What do we know?").ShouldSay("Two lines: what <b>we</b> know & how.");
        over.Document.QuerySelector(".govuk-inset-text b").ShouldBeNull("What was typed is shown as text.");
        var refused = await over.Submit("Open it and go on", ("Address of the new link", "nonsense"));
        refused.ShouldShowError("This link opens nothing.").ShouldSay("Two lines: what <b>we</b> know & how.");
        var another = await AnotherLinkAsync(scene, Gwen);
        var again = await refused.Submit("Open it and go on", ("Address of the new link", "https://portal.example" + another));
        (await again.ShouldSay("Go on with what you typed").Submit("Send what I typed")).ShouldSay("LSCB-02 is saved.");
        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Know).SingleAsync())).ShouldBe(TooLate);
    }

    [Fact]
    public async Task Somebody_else_with_a_link_of_their_own_does_not_send_it()
    {
        var (scene, guest, form) = await TypedTooLateAsync();
        var over = await SendAsync(guest, form);
        var another = await AnotherLinkAsync(scene, Gwen with { Name = "Owain Rees", Email = "owain@probation.example" });

        var theirs = await over.Submit("Open it and go on", ("Address of the new link", another));

        theirs.ShouldSay("Your part of the self-assessment").Text.ShouldNotContain("Send what I typed");
        (await Portal.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task What_another_site_sends_to_a_page_for_guests_is_not_shown()
    {
        var (_, guest, form) = await TypedTooLateAsync();
        var request = form.Request();
        request.Headers.Add("Origin", "https://elsewhere.example");

        using var response = await guest.Send(request);

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.ToString().ShouldEndWith($"{Root}/ended");
    }

    [Fact]
    public async Task A_guest_reaches_no_other_page_of_the_portal_and_no_other_criterion()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(theirs.InProgress, "LSCB-02", Gwen, default));
        var guest = await GuestAsync(await SentLinkAsync());
        string[] open =
        [
            Root, $"{Root}/answer/LSCB-02", $"{Root}/submit", $"{Root}/done", "/help", "/privacy", "/accessibility", "/account/sign-in",
        ];

        var opened = new HashSet<string>(StringComparer.Ordinal);
        foreach (var address in (await PortalPages.AllAsync(Portal.Host)).SelectMany(new AddressBook(theirs).Of).DistinctBy(a => a.Path))
        {
            var page = await guest.Open(address.Path);
            if (page.Status == HttpStatusCode.OK && page.Path == new Uri(page.Address, address.Path).AbsolutePath)
            {
                opened.Add(page.Path.Replace("/index", "", StringComparison.Ordinal));
            }
        }

        opened.Except(open).ShouldBeEmpty();
        opened.ShouldContain($"{Root}/answer/LSCB-02");
        (await guest.Open($"{Root}/answer/LSCB-03")).Status.ShouldBe(HttpStatusCode.NotFound);
        (await guest.Open($"{Root}/answer/LSCB")).Status.ShouldBe(HttpStatusCode.NotFound);
        var own = (await guest.Open($"{Root}/answer/LSCB-02")).Forms.ShouldHaveSingleItem();
        using var elsewhere = await guest.Send((own with { To = $"{Root}/answer/LSCB-03" }).Request());
        elsewhere.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_guest_sees_no_comments_no_judgement_and_nobody_elses_answer()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(theirs.InProgress, "LSCB-02", Gwen, default));
        var guest = await GuestAsync(await SentLinkAsync());

        foreach (var path in new[] { Root, $"{Root}/answer/LSCB-02", $"{Root}/submit" })
        {
            var html = WebUtility.HtmlDecode((await guest.Open(path)).Html);
            html.ShouldNotContain(Everything.PartnersComment);
            html.ShouldNotContain(Everything.EditedComment);
            html.ShouldNotContain(Given.Judgement.Reasons);
            html.ShouldNotContain("Comments");
        }

        (await guest.Open($"{Root}/answer/LSCB-02")).ShouldSay(Everything.WantedChange);
    }

    [Fact]
    public async Task Whoever_leads_a_whole_area_by_link_answers_all_of_it_and_submits_it_to_the_board()
    {
        var scene = await Given.Assigned();
        await Given.AreaLed(scene, "samuel.okafor", new DateOnly(2015, 4, 15));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB", Gwen, default));
        var guest = await GuestAsync(await SentLinkAsync());
        (await guest.Open(Root)).ShouldSay("LSCB-01").ShouldSay("LSCB-11");

        await (await guest.Open($"{Root}/submit")).Submit("Submit my part");

        (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/area/{scene.Id}/LSCB")).ShouldSay("Submitted").ShouldSay("Gwen Pritchard submitted the area");
        (await MailsAsync("an area was submitted")).ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("LSCB-02")]
    [InlineData("LSCB")]
    public async Task Part_and_dissent_are_submitted_in_one_save(string about)
    {
        var scene = await Given.Assigned();
        await Given.AreaLed(scene, "samuel.okafor", new DateOnly(2015, 4, 15));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, about, Gwen, default));
        var guest = await GuestAsync(await SentLinkAsync());
        (string, object?)[] dissent = [("Is there a reservation you want on the record? (optional)", "We were not asked."), ("What is it?", "Dissent: we do not stand by it")];
        var page = await guest.Open($"{Root}/submit");
        Portal.Host.Saves.FailAfter(1);
        var done = await page.Submit("Submit my part", dissent);
        Portal.Host.Saves.FailAfter(int.MaxValue);

        done.ShouldSay("Your part is submitted");
        (await Portal.ReadAsync(db => db.PartnerLinks.CountAsync(l => l.SubmittedAt != null))).ShouldBe(1);
        (await Portal.ReadAsync(db => db.Caveats.CountAsync())).ShouldBe(1);
    }

    [Theory]
    [InlineData("answer/LSCB-02")]
    [InlineData("submit")]
    public async Task No_form_of_a_guest_counts_without_its_token(string page)
    {
        await IssuedAsync();
        var guest = await GuestAsync(await SentLinkAsync());
        var form = (await guest.Open($"{Root}/{page}")).Forms[0];
        var before = await Portal.FingerprintAsync();

        using var bare = form.WithToken(null).Request();
        using var answer = await guest.Send(bare);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task Fifty_thousand_characters_markup_and_every_script_of_a_guest_are_kept_as_they_were_typed()
    {
        const string Odd = "<script>alert(1)</script> Mae’r gwaith yn dda. مراجعة 👩‍👧";
        await IssuedAsync();
        var guest = await GuestAsync(await SentLinkAsync());
        var text = Odd + new string('x', 50_000 - Odd.Length);

        await (await guest.Open($"{Root}/answer/LSCB-02")).Submit("Save", ("What do we know?", text));

        var page = await guest.Open($"{Root}/answer/LSCB-02");
        page.Value("What do we know?").ShouldBe(text);
        page.Document.QuerySelectorAll("main script").ShouldBeEmpty();
    }

    /// <summary>A guest has the page of their answer open and types, and their time is over.</summary>
    private async Task<(Scene Scene, Visitor Guest, OfferedForm Form)> TypedTooLateAsync()
    {
        var scene = await IssuedAsync();
        var guest = await GuestAsync(await SentLinkAsync());
        var form = (await guest.Open($"{Root}/answer/LSCB-02")).Forms[0];
        Portal.Clock.Advance(PartnerLink.SessionLasts);
        return (scene, guest, form with { Fields = [.. form.Fields.Where(f => f.Key != "Input.Know"), new("Input.Know", TooLate)] });
    }

    private static async Task<HtmlPage> SendAsync(Visitor guest, OfferedForm form)
    {
        using var request = form.Request();
        request.Headers.Add("Origin", "https://localhost");
        request.Headers.Accept.ParseAdd("text/html,*/*;q=0.8");
        return await guest.SendAndRead(request);
    }

    private async Task<string> AnotherLinkAsync(Scene scene, PartnerInvitation to)
    {
        foreach (var sent in Directory.EnumerateFiles(Portal.Data, "*.eml", SearchOption.AllDirectories))
        {
            File.Delete(sent);
        }

        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<PartnerLinks>().IssueAsync(scene.Id, "LSCB-02", to, default));
        return await SentLinkAsync();
    }
}
