using System.Net;
using Microsoft.EntityFrameworkCore;
using Portal.Web.Seeding;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Account;

/// <summary>What somebody had typed when their sign-in ended.</summary>
public sealed class SigningInAgain(PortalFixture portal) : PortalTest(portal)
{
    private const string Typed = "Two lines:\nwhat <b>we</b> know & how.";

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_was_typed_is_sent_after_signing_in_again(bool cookieIsStillThere)
    {
        var (visitor, form, address) = await WritingAsync();
        var page = await SendAsync(cookieIsStillThere ? visitor : new Visitor(Portal.Host), form);

        page.Status.ShouldBe(HttpStatusCode.Unauthorized);
        page.ShouldSay("What you typed is not lost");
        page.Html.ShouldNotContain("what <b>we");
        page.Html.ShouldNotContain("what &lt;b&gt;we");
        var again = await page.Submit("Sign in", ("Email address", "priya.nair@demo.example"), ("Password", DemoAccount.Password));
        var saved = await again.ShouldSay("You are signed in again").Submit("Send what I typed");

        (saved.Status, saved.Path).ShouldBe((HttpStatusCode.OK, address));
        saved.ShouldSay("Saved.").Value("What do we know?").ShouldBe(Typed);
    }

    [Fact]
    public async Task A_wrong_password_on_the_way_loses_nothing()
    {
        var (visitor, form, _) = await WritingAsync();
        var page = await SendAsync(visitor, form);

        var refused = await page.Submit("Sign in", ("Email address", "priya.nair@demo.example"), ("Password", "wrong"));
        refused.ShouldShowError("The email address or the password is not right").ShouldSay("What you typed before is not lost");
        var again = await refused.Submit("Sign in", ("Email address", "priya.nair@demo.example"), ("Password", DemoAccount.Password));
        await again.Submit("Send what I typed");

        (await Portal.ReadAsync(db => db.Answers.Select(a => a.Text.Know).SingleAsync())).ShouldBe(Typed);
    }

    [Fact]
    public async Task Somebody_else_who_signs_in_there_does_not_see_it()
    {
        var (visitor, form, _) = await WritingAsync();
        var page = await SendAsync(visitor, form);

        var other = await page.Submit("Sign in", ("Email address", "tom.whitfield@demo.example"), ("Password", DemoAccount.Password));

        other.Heading.ShouldBe("Home");
        other.Html.ShouldNotContain("what &lt;b&gt;we");
        (await Portal.ReadAsync(db => db.Answers.CountAsync())).ShouldBe(0);
    }

    [Fact]
    public async Task It_is_held_for_a_day()
    {
        var (visitor, form, _) = await WritingAsync();
        var page = await SendAsync(visitor, form);
        Portal.Clock.Advance(TimeSpan.FromHours(24));

        (await page.Submit("Sign in", ("Email address", "priya.nair@demo.example"), ("Password", DemoAccount.Password))).Heading.ShouldBe("Home");
    }

    [Fact]
    public async Task What_another_site_sends_is_not_held()
    {
        var (visitor, form, _) = await WritingAsync();

        using var response = await visitor.Send(Request(form, "https://elsewhere.example"));

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        response.Headers.Location!.ToString().ShouldContain("/account/sign-in");
    }

    [Fact]
    public async Task What_was_not_held_by_the_portal_is_not_shown()
    {
        var page = await new Visitor(Portal.Host).Open("/account/sign-in");
        var form = page.Forms[0];
        var visitor = new Visitor(Portal.Host);
        var own = (await visitor.Open("/account/sign-in")).Forms[0];

        using var response = await visitor.Send((own with
        {
            Fields = [.. own.Fields.Where(f => !f.Key.StartsWith("Input", StringComparison.Ordinal)), new("Input.Email", "priya.nair@demo.example"), new("Input.Password", DemoAccount.Password), new("Held", "bm90IG91cnM=")],
        }).Request());

        response.StatusCode.ShouldBe(HttpStatusCode.Found);
        form.ShouldNotBeNull();
    }

    /// <summary>Somebody has the page of an answer open, and their sign-in runs out.</summary>
    private async Task<(Visitor Visitor, OfferedForm Form, string Address)> WritingAsync()
    {
        var scene = await Given.Assigned();
        var address = $"/self-assessments/answer/{scene.Id}/LSCB-02";
        var visitor = await PortalFixture.SignInAsync(Portal.Host, Given.Police);
        var form = (await visitor.Open(address)).Forms[0];
        Portal.Clock.Advance(TimeSpan.FromHours(9));
        return (visitor, form with { Fields = [.. form.Fields.Where(f => f.Key != "Input.Know"), new("Input.Know", Typed)] }, address);
    }

    private static async Task<HtmlPage> SendAsync(Visitor visitor, OfferedForm form)
    {
        using var request = Request(form, "https://localhost");
        return await visitor.SendAndRead(request);
    }

    private static HttpRequestMessage Request(OfferedForm form, string origin)
    {
        var request = form.Request();
        request.Headers.Add("Origin", origin);
        request.Headers.Accept.ParseAdd("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8");
        return request;
    }
}
