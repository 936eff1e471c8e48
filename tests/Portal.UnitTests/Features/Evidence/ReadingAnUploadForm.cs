using System.Text;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Portal.UnitTests.Files;
using Portal.Web.Features.Evidence;
using Portal.Web.Files;
using Portal.Web.Files.Stores;

namespace Portal.UnitTests.Features.Evidence;

public sealed class ReadingAnUploadForm : IDisposable
{
    private const string Boundary = "----form";
    private const string End = $"--{Boundary}--\r\n";
    private readonly TemporaryFolder _folder = new();
    private readonly ServiceProvider _services;
    private readonly AntiforgeryTokenSet _tokens;
    private readonly UploadReader _reader;
    private readonly FileChecks _checks;

    public ReadingAnUploadForm()
    {
        var services = new ServiceCollection();
        services.AddLogging();
        services.AddSingleton<IDataProtectionProvider>(new EphemeralDataProtectionProvider());
        services.AddAntiforgery();
        _services = services.BuildServiceProvider();
        var antiforgery = _services.GetRequiredService<IAntiforgery>();
        _tokens = antiforgery.GetTokens(new DefaultHttpContext { RequestServices = _services });
        _checks = new FileChecks(new EvidenceStore(new FolderStore(_folder.Path), _folder.Path), maxBytes: 1000);
        _reader = new UploadReader(_checks, antiforgery, _services.GetRequiredService<IOptions<AntiforgeryOptions>>());
    }

    [Fact]
    public async Task Good_files_are_taken_and_bad_ones_explained()
    {
        using var form = await ReadAsync(
            Token() + Field("Input.Shows", "It shows thé effect.") + File("good.txt", "Minutes of the board.") + File("empty.txt", "")
            + File("big.txt", new string('x', 1001)) + File("fake.pdf", "No PDF.") + File("also.txt", "More minutes.") + End);

        form.Text("Input.Shows").ShouldBe("It shows thé effect.");
        form.Files.Select(f => f.Name).ShouldBe(["good.txt", "also.txt"]);
        form.Refusals.Count.ShouldBe(3);
        form.Refusals[0].ShouldStartWith("“empty.txt”: ");
        form.Refusals[1].ShouldStartWith("“big.txt”: ");
        form.Refusals[2].ShouldContain("fake.pdf");
    }

    [Fact]
    public async Task A_field_for_files_left_empty_is_no_file()
    {
        using var form = await ReadAsync(Token() + File("", "") + End);

        form.Files.ShouldBeEmpty();
        form.Refusals.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_that_breaks_off_leaves_nothing()
    {
        var whole = Token() + File("first.txt", "Arrived whole.") + File("second.txt", "Breaks off here");

        await Should.ThrowAsync<BadHttpRequestException>(() => ReadAsync(whole));

        FilesOnDisk().ShouldBeEmpty();
    }

    [Fact]
    public async Task Files_that_are_not_kept_leave_nothing()
    {
        using (await ReadAsync(Token() + File("first.txt", "Arrived whole.") + End))
        {
            FilesOnDisk().Count.ShouldBe(1);
        }

        FilesOnDisk().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_file_that_is_kept_stays()
    {
        using (var form = await ReadAsync(Token() + File("first.txt", "Arrived whole.") + End))
        {
            await _checks.KeepAsync(form.Files[0], TestContext.Current.CancellationToken);
        }

        FilesOnDisk().Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Content-Disposition: form-data; name=\"__RequestVerificationToken\"\r\n\r\nmade up")]
    public async Task A_form_of_another_site_is_refused_before_its_first_file(string token)
    {
        var form = (token.Length == 0 ? "" : Part(token)) + File("first.txt", "Arrived whole.") + End;

        await Should.ThrowAsync<AntiforgeryValidationException>(() => ReadAsync(form));

        FilesOnDisk().ShouldBeEmpty();
    }

    [Fact]
    public async Task A_form_without_files_needs_the_token_too() =>
        await Should.ThrowAsync<AntiforgeryValidationException>(() => ReadAsync(Field("Input.Title", "x") + End));

    [Fact]
    public async Task What_is_no_form_is_refused() =>
        await Should.ThrowAsync<BadHttpRequestException>(() => ReadAsync("{}", "application/json"));

    [Fact]
    public async Task A_field_out_of_all_measure_is_refused() =>
        await Should.ThrowAsync<BadHttpRequestException>(
            () => ReadAsync(Token() + Field("Input.Shows", new string('x', UploadLimits.MostFieldBytes + 1)) + End));

    public void Dispose()
    {
        _services.Dispose();
        _folder.Dispose();
    }

    private static string Part(string content) => $"--{Boundary}\r\n{content}\r\n";

    private static string Field(string name, string value) => Part($"Content-Disposition: form-data; name=\"{name}\"\r\n\r\n{value}");

    private static string File(string name, string content) => Part(
        $"Content-Disposition: form-data; name=\"Input.Files\"; filename=\"{name}\"\r\nContent-Type: application/octet-stream\r\n\r\n{content}");

    private string Token() => Field(_tokens.FormFieldName, _tokens.RequestToken!);

    private List<string> FilesOnDisk() => [.. Directory.EnumerateFiles(_folder.Path, "*", SearchOption.AllDirectories)];

    private Task<UploadedForm> ReadAsync(string body, string contentType = $"multipart/form-data; boundary={Boundary}")
    {
        var http = new DefaultHttpContext { RequestServices = _services };
        http.Request.Method = "POST";
        http.Request.ContentType = contentType;
        http.Request.Headers.Cookie = $"{_services.GetRequiredService<IOptions<AntiforgeryOptions>>().Value.Cookie.Name}={_tokens.CookieToken}";
        http.Request.Body = new MemoryStream(Encoding.UTF8.GetBytes(body));
        return _reader.ReadAsync(http, CancellationToken.None);
    }
}
