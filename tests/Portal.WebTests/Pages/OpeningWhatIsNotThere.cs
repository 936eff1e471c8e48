using System.Net;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Pages;

/// <summary>An address that leads nowhere says so on a page, whatever is wrong with it.</summary>
public sealed class OpeningWhatIsNotThere(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task No_page_finds_an_id_that_is_nobodys()
    {
        var pages = await PortalPages.AllAsync(Portal.Host);
        var book = new AddressBook(Everything.Nowhere);
        var offences = new List<string>();
        foreach (var who in new[] { Given.Manager, Given.Chair, "ruth.bannister", "pat.quinn" })
        {
            var visitor = await SignedInAs(who);
            foreach (var address in pages.SelectMany(book.Of).Where(a => a.IsTheirs))
            {
                var page = await visitor.Open(address.Path);
                if (page.Status is not (HttpStatusCode.NotFound or HttpStatusCode.Forbidden) || page.Heading is not ("Page not found" or "You cannot open this page"))
                {
                    offences.Add($"{address.Path} as {who}: {page.Status} {page.Heading}");
                }
            }
        }

        offences.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("/nowhere")]
    [InlineData("/self-assessments/overview/not-an-id")]
    [InlineData("/self-assessments/overview/")]
    [InlineData("/self-assessments/answer/{id}/LSCB-99")]
    [InlineData("/self-assessments/answer/{id}/%3Cb%3E")]
    [InlineData("/self-assessments/area/{id}/HP")]
    [InlineData("/self-assessments/assign-area/{id}/HP")]
    [InlineData("/self-assessments/judge/{id}/HP")]
    [InlineData("/self-assessments/history/{id}/HP-01")]
    [InlineData("/self-assessments/receipt/{id}")]
    [InlineData("/sign-off/read/{id}")]
    [InlineData("/evidence/link/{id}/HP-01")]
    [InlineData("/evidence/upload?for={id}&criterion=HP-01")]
    [InlineData("/evidence/upload?for={id}")]
    [InlineData("/evidence/upload?body=not-an-id")]
    [InlineData("/evidence?body=not-an-id")]
    [InlineData("/evidence?kind=Rumour")]
    [InlineData("/evidence/describe")]
    [InlineData("/evidence/describe?item=not-an-id")]
    [InlineData("/frameworks/details/nothing/1")]
    [InlineData("/frameworks/details/lscb-review-2013/2")]
    [InlineData("/frameworks/criterion/lscb-review-2013/1/HP-01")]
    public async Task What_is_not_there_is_answered_with_its_page(string address)
    {
        var scene = await Given.Assigned();

        var page = await (await SignedInAs(Given.Manager)).Open(address.Replace("{id}", $"{scene.Id}", StringComparison.Ordinal));

        (page.Status, page.Heading).ShouldBe((HttpStatusCode.NotFound, "Page not found"));
    }

    [Theory]
    [InlineData("/self-assessments?page=999&size=7")]
    [InlineData("/self-assessments?status=Lost")]
    [InlineData("/inbox?page=-1")]
    [InlineData("/evidence?sort=Newest&q=%25_%5B")]
    public async Task A_list_that_is_asked_for_oddly_is_shown_as_near_as_can_be(string address)
    {
        await Given.Assigned();

        (await (await SignedInAs(Given.Manager)).Open(address)).Status.ShouldBe(HttpStatusCode.OK);
    }
}
