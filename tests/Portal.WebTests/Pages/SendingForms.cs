using System.Net;
using System.Text;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Pages;

/// <summary>A form counts only when it comes from a page of the portal that was shown to the same person.</summary>
public sealed class SendingForms(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task No_handler_of_any_page_takes_a_form_without_its_token()
    {
        var theirs = await Everything.AtNorthshireAsync(Portal, Given);
        var handlers = await HandlersAsync(theirs);
        handlers.Select(h => h.Page).Distinct().Count().ShouldBeGreaterThan(15);
        var before = await Portal.FingerprintAsync();

        var offences = new List<string>();
        foreach (var (_, to, isUpload, who) in handlers)
        {
            var visitor = who is null ? new Visitor(Portal.Host) : await SignedInAs(who);
            using var bare = new OfferedForm(to, [KeyValuePair.Create("Input.Reason", "No."), KeyValuePair.Create("Input.HasRead", "true")], isUpload).Request();
            using var answer = await visitor.Send(bare);
            if (answer.StatusCode != HttpStatusCode.BadRequest)
            {
                offences.Add($"{to} as {who}: {answer.StatusCode}");
            }
        }

        offences.ShouldBeEmpty();
        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_token_shown_to_one_person_is_of_no_use_to_another()
    {
        var scene = await Given.Assigned();
        var offered = (await (await SignedInAs(Given.Manager)).Open($"/self-assessments/withdraw/{scene.Id}")).Forms.ShouldHaveSingleItem();
        var before = await Portal.FingerprintAsync();

        using var stolen = offered.Request();
        using var answer = await (await SignedInAs(Given.Chair)).Send(stolen);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await answer.Content.ReadAsStringAsync()).ShouldContain("We could not read what was sent");
        (await Portal.FingerprintAsync()).ShouldBe(before);
    }

    [Fact]
    public async Task A_file_sent_before_the_token_is_not_even_received()
    {
        var scene = await Given.Assigned();
        using var parts = new MultipartFormDataContent { { new ByteArrayContent(Encoding.UTF8.GetBytes("An audit.\n")), "Input.Files", "audit.txt" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/evidence/upload?body={scene.Board}", UriKind.Relative)) { Content = parts };

        using var answer = await (await SignedInAs(Given.Manager)).Send(request);

        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        Portal.FilesOfEvidence().ShouldBeEmpty();
    }

    /// <summary>Pages that a link opens and no account; <see cref="Features.SelfAssessments.WritingByLink"/> sends their forms.</summary>
    private static bool IsForGuests(string page) => page.StartsWith("/SelfAssessments/Partner/", StringComparison.Ordinal);

    /// <summary>Every handler that takes a form, with somebody who may open its page; null where that is anybody.</summary>
    private async Task<IReadOnlyList<(string Page, string To, bool IsUpload, string? Who)>> HandlersAsync(Everything theirs)
    {
        var book = new AddressBook(theirs);
        var handlers = new List<(string, string, bool, string?)>();
        foreach (var page in (await PortalPages.AllAsync(Portal.Host)).Where(p => p.Handlers("Post").Count > 0 && (p.IsForAnybody || !IsForGuests(p.Name))).DistinctBy(p => p.Name))
        {
            var (path, who) = page.IsForAnybody ? (book.Of(page)[0].Path, null) : await OpenedByAsync(book.Of(page));
            handlers.AddRange(page.Handlers("Post").Select(handler => (
                page.Name,
                handler.Length == 0 ? path : $"{path}{(path.Contains('?', StringComparison.Ordinal) ? '&' : '?')}handler={handler}",
                page.Name == "/Evidence/Upload",
                who)));
        }

        return handlers;
    }

    private async Task<(string Path, string? Who)> OpenedByAsync(IReadOnlyList<PageAddress> addresses)
    {
        foreach (var (address, who) in addresses.SelectMany(_ => Everything.Rightful.Append("neil.frost"), (address, who) => (address.Path, who)))
        {
            using var answer = await (await SignedInAs(who)).Get(address);
            if (answer.StatusCode == HttpStatusCode.OK)
            {
                return (address, who);
            }
        }

        throw new ShouldAssertException($"Nobody may open {addresses[0].Page}.");
    }
}
