using System.Net;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Evidence;

public sealed class UploadingEvidence(PortalFixture portal) : PortalTest(portal)
{
    private static readonly (string Label, object? Value)[] _description =
    [
        ("Title", "Audit of 20 cases"), ("Kind of evidence", "Audit"), ("Date it describes", new DateOnly(2014, 11, 30)),
        ("What it shows", "How practice was checked."), ("Page or passage (optional)", "page 12"),
    ];

    private Scene _scene = null!;
    private HtmlPage _form = null!;

    [Fact]
    public async Task A_file_is_added_and_linked_to_the_criterion_it_was_uploaded_for()
    {
        var after = await SendAsync(Text("audit.txt", "An audit."));

        after.Path.ShouldBe($"/self-assessments/answer/{_scene.Id}/LSCB-02");
        after.ShouldSay("Audit of 20 cases").ShouldSay("page 12");
        (await ItemsAsync()).ShouldBe(["Audit of 20 cases"]);
        Portal.FilesOfEvidence().Count.ShouldBe(1);
    }

    [Fact]
    public async Task Without_a_file_it_asks_for_one_and_keeps_what_was_typed()
    {
        var page = await _form.Submit("Add evidence", _description);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        KeepsWhatWasTyped(page.ShouldShowError("Select a file"));
        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task An_empty_file_is_refused_by_name_and_what_was_typed_is_kept()
    {
        var page = await SendAsync(Text("empty.txt", ""));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        KeepsWhatWasTyped(page.ShouldShowError("“empty.txt”: the selected file is empty."));
        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task A_file_over_the_limit_is_refused_by_name_and_what_was_typed_is_kept()
    {
        await using var host = new PortalHost(Portal.Settings with { MostBytesOfAFile = 5_000_000 }, Portal.Clock);
        var manager = await PortalFixture.SignInAsync(host, Given.Manager);
        var form = await manager.Open(_form.Address.PathAndQuery);
        form.ShouldSay("each smaller than 5 MB");

        var page = await form.Submit("Add evidence", [("Files", Text("large.txt", new string('x', 5_000_001))), .. _description]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        KeepsWhatWasTyped(page.ShouldShowError("“large.txt”: the selected file must be smaller than 5 MB."));
        await NothingIsStoredAsync();
    }

    [Theory]
    [InlineData("report.pdf", "Just text.", "“report.pdf” is not a PDF: its content is a plain text file. If that is what you meant to upload, give it a name that ends in .txt.")]
    [InlineData("figures.xlsx", "%PDF-1.7\n1 0 obj\n", "“figures.xlsx” is not an Excel workbook: its content is a PDF")]
    [InlineData("tool.exe", "MZ\0\0", "“tool.exe” cannot be used as evidence")]
    [InlineData("page.html", "<!doctype html><html><body></body></html>", "“page.html” cannot be used as evidence")]
    [InlineData("letter.txt", "#!/bin/sh\nrm -rf /\n", "“letter.txt” is not a plain text file: its content is a script")]
    public async Task Content_that_is_not_what_the_name_says_is_refused_with_words_and_what_was_typed_is_kept(string name, string content, string words)
    {
        var page = await SendAsync(Text(name, content));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        KeepsWhatWasTyped(page.ShouldRefuse(words));
        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task Of_several_files_those_that_are_right_are_added_and_the_others_named()
    {
        var page = await _form.Submit("Add evidence",
        [
            ("Files", new[] { Text("Referrals.txt", "Referrals."), Text("Broken.pdf", "No PDF."), Text("Plans.txt", "Plans."), Text("Nothing.txt", "") }), .. _description,
        ]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        KeepsWhatWasTyped(page.ShouldSay("2 files were added").ShouldRefuse("“Broken.pdf” is not a PDF").ShouldRefuse("“Nothing.txt”: the selected file is empty."));
        (await ItemsAsync()).ShouldBe(["Plans", "Referrals"]);
        (await Portal.ReadAsync(db => db.EvidenceLinks.CountAsync(l => l.CriterionId == "LSCB-02"))).ShouldBe(2);
        Portal.FilesOfEvidence().Count.ShouldBe(2);
    }

    [Fact]
    public async Task The_same_file_again_is_recognised_and_its_item_linked_where_it_was_meant_for()
    {
        await SendAsync(Text("audit.txt", "An audit."));
        var elsewhere = await (await SignedInAs(Given.Manager)).Open($"/evidence/upload?for={_scene.Id}&criterion=LSCB-03");

        var page = await elsewhere.Submit("Add evidence", [("Files", Text("The audit once more.txt", "An audit.")), .. _description]);

        page.Path.ShouldBe($"/self-assessments/answer/{_scene.Id}/LSCB-03");
        page.ShouldSay("The file of “Audit of 20 cases” was in the library already: that item was linked to LSCB-03, and nothing was stored twice.");
        (await ItemsAsync()).Count.ShouldBe(1);
        Portal.FilesOfEvidence().Count.ShouldBe(1);
    }

    [Fact]
    public async Task The_same_file_again_for_the_library_alone_leads_to_the_item_that_has_it()
    {
        await SendAsync(Text("audit.txt", "An audit."));
        var form = await (await SignedInAs(Given.Manager)).Open($"/evidence/upload?body={_scene.Board}");

        var page = await form.Submit("Add evidence", [("Files", Text("The audit once more.txt", "An audit.")), .. _description[..^1]]);

        page.Status.ShouldBe(HttpStatusCode.Conflict);
        page.ShouldRefuse("The same file is already in your library as “Audit of 20 cases”. Use that item instead.");
        (await ItemsAsync()).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_body_may_hold_as_much_as_is_configured()
    {
        await using var host = new PortalHost(Portal.Settings with { MostBytesOfABody = 1_000_000 }, Portal.Clock);
        var manager = await PortalFixture.SignInAsync(host, Given.Manager);
        var form = await manager.Open(_form.Address.PathAndQuery);
        (await form.Submit("Add evidence", [("Files", Text("first.txt", new string('x', 600_000))), .. _description])).Path.ShouldStartWith("/self-assessments/answer/");

        var page = await form.Submit("Add evidence", [("Files", Text("second.txt", new string('y', 600_000))), .. _description]);

        page.ShouldRefuse("“second.txt” does not fit: the files of one library may have 1 MB together, and 400 kB are left.");
        KeepsWhatWasTyped(page);
        (await ItemsAsync()).Count.ShouldBe(1);
        Portal.FilesOfEvidence().Count.ShouldBe(1);
    }

    [Fact]
    public async Task What_is_kept_until_its_form_is_right_needs_room_too()
    {
        await using var host = new PortalHost(Portal.Settings with { MostBytesOfABody = 1_000_000 }, Portal.Clock);
        var form = await (await PortalFixture.SignInAsync(host, Given.Manager)).Open(_form.Address.PathAndQuery);
        await form.Submit("Add evidence", [("Files", Text("first.txt", new string('x', 600_000))), .. _description]);

        var page = await form.Submit("Add evidence", ("Files", Text("second.txt", new string('y', 600_000))), ("Title", "Audit of 20 cases"));

        page.ShouldRefuse("“second.txt” does not fit");
        Directory.EnumerateFiles(Path.Combine(Portal.Data, "uploads")).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_same_file_twice_in_one_form_is_one_item()
    {
        await _form.Submit("Add evidence", [("Files", new[] { Text("One.txt", "Same."), Text("Two.txt", "Same.") }), .. _description]);

        (await ItemsAsync()).ShouldBe(["One"]);
        Portal.FilesOfEvidence().Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_file_that_arrived_with_a_form_that_was_sent_back_need_not_be_sent_again()
    {
        var page = await _form.Submit("Add evidence", ("Files", Text("audit.txt", "An audit.")), ("Title", "Audit of 20 cases"), ("Date it describes", ("31", "2", "2015")));

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldShowError("The date it describes must be a real date").ShouldShowError("Choose what kind of evidence it is").ShouldShowError("Say what it shows");
        page.ShouldSay("Files that have arrived").Value("Title").ShouldBe("Audit of 20 cases");
        DateParts(page).ShouldBe(["31", "2", "2015"]);
        (await ItemsAsync()).ShouldBeEmpty();

        await page.Submit("Add evidence", _description);

        (await ItemsAsync()).ShouldBe(["Audit of 20 cases"]);
        Portal.FilesOfEvidence().Count.ShouldBe(1);
    }

    [Fact]
    public async Task While_the_store_does_not_answer_a_file_waits_with_the_form_until_it_does()
    {
        const string nowhere = "DefaultEndpointsProtocol=http;AccountName=away;AccountKey=YXdheQ==;BlobEndpoint=http://127.0.0.1:9/away;";
        HtmlPage page;
        await using (var host = new PortalHost(Portal.Settings with { Storage = (nowhere, "evidence") }, Portal.Clock))
        {
            var form = await (await PortalFixture.SignInAsync(host, Given.Manager)).Open(_form.Address.PathAndQuery);
            page = await form.Submit("Add evidence", [("Files", Text("audit.txt", "An audit.")), .. _description]);
            page.ShouldRefuse("The file cannot be stored just now");
            page = await page.Submit("Add evidence", _description);
            page.ShouldRefuse("What has arrived is kept: try again in a few minutes.");
            page.ShouldSay("Files that have arrived");
            KeepsWhatWasTyped(page);
            (await ItemsAsync()).ShouldBeEmpty();
        }

        await (await (await SignedInAs(Given.Manager)).Open(_form.Address.PathAndQuery)).Submit("Add evidence", [("Files that have arrived", "audit.txt"), .. _description]);

        (await ItemsAsync()).ShouldBe(["Audit of 20 cases"]);
        Portal.FilesOfEvidence().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("", "2", "2015", "The date it describes must include a day")]
    [InlineData("1", "13", "2015", "The date it describes must be a real date")]
    [InlineData("1", "2", "15", "Year must include 4 numbers")]
    [InlineData("first", "February", "2015", "The date it describes must be a real date")]
    public async Task A_date_that_is_none_is_shown_again_as_it_was_typed(string day, string month, string year, string words)
    {
        var page = await _form.Submit("Add evidence", [("Files", Text("audit.txt", "An audit.")), .. _description, ("Date it describes", (day, month, year))]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldShowError(words);
        DateParts(page).ShouldBe([day, month, year]);
    }

    [Fact]
    public async Task Text_that_is_too_long_is_shown_again_whole()
    {
        var title = new string('t', 201);
        var shows = new string('s', 2001);

        var page = await _form.Submit("Add evidence", [("Files", Text("audit.txt", "An audit.")), .. _description, ("Title", title), ("What it shows", shows)]);

        page.Status.ShouldBe(HttpStatusCode.BadRequest);
        page.ShouldShowError("The title must be 200 characters or less").ShouldShowError("What it shows must be 2000 characters or less");
        (page.Value("Title"), page.Value("What it shows")).ShouldBe((title, shows));
        (await ItemsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task An_upload_that_ends_before_its_end_leaves_nothing_half()
    {
        var whole = await Multipart(_form).ReadAsByteArrayAsync();
        foreach (var kept in new[] { whole.Length / 2, whole.Length - 200, whole.Length - 10 })
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, _form.Address) { Content = new ByteArrayContent(whole[..kept]) };
            request.Content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");
            using var answer = await (await SignedInAs(Given.Manager)).Send(request);
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest, $"after {kept} of {whole.Length} bytes");
        }

        await NothingIsStoredAsync();
    }

    [Fact]
    public async Task A_connection_that_breaks_while_a_file_is_on_its_way_leaves_nothing_half()
    {
        var whole = await Multipart(_form).ReadAsByteArrayAsync();
        using var window = new CancellationTokenSource();
        await using var content = new UnfinishedStream(whole[..(whole.Length / 2)]);
        using var request = new HttpRequestMessage(HttpMethod.Post, _form.Address) { Content = new StreamContent(content) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", $"multipart/form-data; boundary={Boundary}");

        var sending = (await SignedInAs(Given.Manager)).Send(request, window.Token);
        await content.HalfRead;
        await Eventually.IsTrueAsync(() => Task.FromResult(Portal.FilesOfEvidence().Count > 0));
        await window.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sending);
        await Eventually.IsTrueAsync(() => Task.FromResult(Portal.FilesOfEvidence().Count == 0));
        await NothingIsStoredAsync();
    }

    protected override async Task SetUpAsync()
    {
        _scene = await Given.Assigned();
        _form = await (await SignedInAs(Given.Manager)).Open($"/evidence/upload?for={_scene.Id}&criterion=LSCB-02");
    }

    private const string Boundary = "a-line-between-parts";

    private static MultipartFormDataContent Multipart(HtmlPage form)
    {
        var parts = new MultipartFormDataContent(Boundary);
        foreach (var (name, value) in form.Forms.Single(f => f.IsMultipart).Fields)
        {
            parts.Add(new StringContent(value), name);
        }

        parts.Add(new StringContent("Audit"), "Input.Kind");
        parts.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(new string('a', 300_000))), "Input.Files", "first.txt");
        parts.Add(new ByteArrayContent(Encoding.UTF8.GetBytes(new string('b', 300_000))), "Input.Files", "second.txt");
        return parts;
    }

    private static Upload Text(string name, string content) => new(name, Encoding.UTF8.GetBytes(content));

    private Task<HtmlPage> SendAsync(Upload file) => _form.Submit("Add evidence", [("Files", file), .. _description]);

    private static void KeepsWhatWasTyped(HtmlPage page)
    {
        page.Value("Title").ShouldBe("Audit of 20 cases");
        page.Value("What it shows").ShouldBe("How practice was checked.");
        page.Value("Page or passage (optional)").ShouldBe("page 12");
        page.Document.QuerySelector("input[name='Input.Kind'][checked]")!.GetAttribute("value").ShouldBe("Audit");
        DateParts(page).ShouldBe(["30", "11", "2014"]);
    }

    private static IEnumerable<string?> DateParts(HtmlPage page) =>
        page.Document.QuerySelectorAll("input[name^='Input.Describes.']").Select(i => i.GetAttribute("value") ?? "");

    private Task<List<string>> ItemsAsync() => Portal.ReadAsync(db => db.EvidenceItems.OrderBy(e => e.Title).Select(e => e.Title).ToListAsync());

    private async Task NothingIsStoredAsync()
    {
        (await ItemsAsync()).ShouldBeEmpty();
        (await Portal.ReadAsync(db => db.StoredFiles.CountAsync())).ShouldBe(0);
        Portal.FilesOfEvidence().ShouldBeEmpty();
    }
}
