using System.Net;
using Portal.Web.Seeding;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Account;

public sealed class SigningIn(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task The_account_page_says_who_one_is_and_which_posts_one_holds()
    {
        var page = await (await SignedInAs(Given.Manager)).Open("/account");

        page.ShouldSay("Tom Whitfield").ShouldSay("tom.whitfield@demo.example").ShouldSay("Board manager")
            .ShouldSay("Northshire Safeguarding Children Board").ShouldSay("3 March 2015");
        page.Text.ShouldNotContain("Helen Archer");
    }

    [Theory]
    [InlineData("tom.whitfield@demo.example", "not-the-password")]
    [InlineData("nobody@demo.example", DemoAccount.Password)]
    public async Task A_wrong_address_and_a_wrong_password_are_refused_with_the_same_words(string email, string password)
    {
        var page = await SignInAsync(new Visitor(Portal.Host), email, password);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldShowError("The email address or the password is not right");
        page.Value("Email address").ShouldBe(email);
        page.Html.ShouldNotContain(password);
    }

    [Fact]
    public async Task What_is_left_empty_is_asked_for()
    {
        var page = await (await new Visitor(Portal.Host).Open("/account/sign-in")).Submit("Sign in");

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldShowError("Enter your email address").ShouldShowError("Enter your password");
    }

    [Fact]
    public async Task Ten_wrong_passwords_close_the_account_for_five_minutes()
    {
        const string email = "samuel.okafor@demo.example";
        var visitor = new Visitor(Portal.Host);
        for (var attempt = 1; attempt <= 10; attempt++)
        {
            await SignInAsync(visitor, email, $"guess-number-{attempt}");
        }

        (await SignInAsync(visitor, email, DemoAccount.Password)).ShouldShowError("There were too many wrong passwords. Wait five minutes and try again");
    }

    [Theory]
    [InlineData("/inbox", "/inbox")]
    [InlineData("https://elsewhere.example/inbox", "/")]
    [InlineData("//elsewhere.example", "/")]
    public async Task After_signing_in_one_goes_on_within_the_portal_only(string returnUrl, string path)
    {
        var visitor = new Visitor(Portal.Host);

        var page = await (await visitor.Open($"/account/sign-in?returnUrl={Uri.EscapeDataString(returnUrl)}")).Submit(
            "Sign in", ("Email address", "tom.whitfield@demo.example"), ("Password", DemoAccount.Password));

        (page.Address.Host, page.Path).ShouldBe(("localhost", path));
    }

    [Fact]
    public async Task Signing_out_ends_it_and_following_a_link_to_it_does_not()
    {
        var visitor = await PortalFixture.SignInAsync(Portal.Host, Given.Manager);

        (await visitor.Open("/account/sign-out")).Heading.ShouldBe("Home");
        var page = await (await visitor.Open("/account")).Submit("Sign out");

        page.ShouldSay("You have signed out.").Heading.ShouldBe("Sign in");
        (await visitor.Open("/inbox")).Path.ShouldBe("/account/sign-in");
    }

    [Fact]
    public async Task The_people_of_the_demonstration_are_listed_in_Development_only()
    {
        (await new Visitor(Portal.Host).Open("/account/sign-in")).Html.ShouldNotContain("demo.example");

        await using var development = new PortalHost(Portal.Settings with { Environment = "Development" }, Portal.Clock);
        (await new Visitor(development).Open("/account/sign-in")).ShouldSay("tom.whitfield@demo.example").ShouldSay(DemoAccount.Password);
    }

    private static async Task<HtmlPage> SignInAsync(Visitor visitor, string email, string password) =>
        await (await visitor.Open("/account/sign-in")).Submit("Sign in", ("Email address", email), ("Password", password));
}
