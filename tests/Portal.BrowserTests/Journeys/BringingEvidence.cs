using System.Globalization;
using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using Portal.BrowserTests.Infrastructure;
using Portal.Domain.Evidence;
using Portal.Web.Files.Scanning;
using Portal.Web.Persistence;
using Portal.WebTests.Infrastructure;
using static Microsoft.Playwright.Assertions;

namespace Portal.BrowserTests.Journeys;

/// <summary>The way in, with a virus scanner that is really there.</summary>
public sealed class BringingEvidence : IAsyncLifetime
{
    private ClamdServer _clamd = null!;
    private PortalSite _site = null!;

    public async ValueTask InitializeAsync()
    {
        _clamd = await ClamdServer.StartAsync(mostBytes: 50_000_000);
        _site = await PortalSite.StartAsync(new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["Scanning:Host"] = "127.0.0.1",
            ["Scanning:Port"] = $"{_clamd.Port}",
            ["Files:MostBytesOfAPart"] = "1000000",
        });
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        await _clamd.DisposeAsync();
    }

    [Fact]
    public async Task Twenty_files_at_once_one_cut_and_gone_on_one_infected_one_there_already_and_a_new_version_after_the_link()
    {
        var cast = await Cast.FoundAsync(_site, "Bringham");
        var scene = await Scene.OpenAsync(_site, cast);
        await scene.AssignAsync("LSCB-02", cast.PartnerPost);
        await using var manager = await _site.VisitAsAsync(cast.Manager);
        await AddOneAsync(manager, scene);

        await manager.OpenAsync($"/evidence/upload?for={scene.Id}&criterion=LSCB-02");
        var after = await CutWhileSendingAsync(manager, TwentyFiles());
        after[0].ShouldBe(2_000_000, "the file goes on where it was cut");
        await manager.SeesAsync("already in your library as “The first note”; it is not stored twice");
        await Expect(manager.Main.Locator(".portal-uploads__file", new() { HasText = "“wrong.pdf” is not a PDF" })).ToBeVisibleAsync();
        await manager.CheckAsync();
        await Journey.PictureAsync(manager.Page, "uploads-arrived");

        await manager.ChooseAsync("Audit");
        await manager.FillDateAsync("Date it describes", new DateOnly(2015, 2, 27));
        await manager.FillAsync("What it shows", "How practice was checked.");
        await manager.PressAsync("Add evidence");
        await manager.SeesHeadingAsync("Describe the evidence");
        await manager.SeesAsync("18 files were added and linked to LSCB-02.");
        await manager.SeesAsync("The file of “The first note” was in the library already");
        await manager.Main.GetByLabel("Title").First.FillAsync("The recording of the panel");
        await manager.PressAsync("Save");
        await manager.SeesAsync("What you said about the evidence was saved.");

        await ScannedAsync();
        await manager.OpenAsync($"/self-assessments/answer/{scene.Id}/LSCB-02");
        await Expect(manager.Main.GetByText("Infected", new() { Exact = true })).ToHaveCountAsync(1);
        await manager.OpenAsync($"/self-assessments/readiness/{scene.Id}");
        await manager.SeesAsync("“virus” is infected");
        await manager.FollowAsync($"“virus” is infected ({ClamdServer.Signature}): replace it");
        await manager.SeesAsync("The file is infected");
        (await manager.Main.GetByRole(AriaRole.Button, new() { Name = "Open the file" }).CountAsync()).ShouldBe(0);
        await Journey.PictureAsync(manager.Page, "evidence-infected");

        await AddVersionAsync(manager, scene);
    }

    private static async Task AddVersionAsync(Journey manager, Scene scene)
    {
        await manager.OpenAsync($"/self-assessments/answer/{scene.Id}/LSCB-02");
        await manager.FollowAsync("note 5");
        await manager.FollowAsync("Add a new version of the file");
        await manager.Main.GetByLabel("The new file").SetInputFilesAsync(Note("note 5 again.txt", "Note 5, corrected."));
        await Expect(manager.Main.GetByLabel("note 5 again.txt", new() { Exact = true })).ToBeCheckedAsync();
        await manager.PressAsync("Add this version", 400);
        await manager.FillAsync("What has changed?", "A figure was corrected.");
        await manager.PressAsync("Add this version");
        await manager.SeesAsync("Made to version 1");
        await manager.SeesAsync("A figure was corrected.");
        await Journey.PictureAsync(manager.Page, "evidence-versions");
        await manager.ArriveAsync(() => manager.Main.GetByText("It holds for version 2 too").ClickAsync(), 200);
        await Expect(manager.Main.GetByText("Made to version 1")).ToHaveCountAsync(0);
    }

    /// <summary>With nothing but the keyboard.</summary>
    private static async Task AddOneAsync(Journey manager, Scene scene)
    {
        await manager.OpenAsync($"/evidence/upload?for={scene.Id}&criterion=LSCB-02");
        var keyboard = new Keyboard(manager);
        await keyboard.SkipToTheContentAsync();
        await keyboard.TabToAsync(manager.Main.GetByLabel("Files"));
        var chooser = await manager.Page.RunAndWaitForFileChooserAsync(() => keyboard.PressAsync("Space"));
        await chooser.SetFilesAsync(Note("The first note.txt", "The first note."));
        await Expect(manager.Main.GetByLabel("The first note.txt", new() { Exact = true })).ToBeCheckedAsync();
        await keyboard.TabToAsync(manager.Main.GetByLabel("Document", new() { Exact = true }).Or(manager.Main.GetByLabel("Data", new() { Exact = true })).First);
        await keyboard.PressAsync("Space");
        foreach (var (label, text) in new[] { ("Day", "27"), ("Month", "2"), ("Year", "2015"), ("What it shows", "That it works.") })
        {
            await keyboard.TabToAsync(manager.Main.GetByLabel(label, new() { Exact = true }));
            await keyboard.TypeAsync(text);
        }

        await keyboard.TabToAsync(manager.Main.GetByRole(AriaRole.Button, new() { Name = "Add evidence", Exact = true }));
        await keyboard.GoAsync("Enter");
        await manager.SeesAsync("The first note");
    }

    private static FilePayload[] TwentyFiles() =>
    [
        new() { Name = "recording.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1_200_000).Select(n => $"{n:0000000}\n"))) },
        new() { Name = "virus.txt", MimeType = "text/plain", Buffer = TestVirus.Content() },
        Note("a copy of the note.txt", "The first note."),
        Note("wrong.pdf", "This is no PDF."),
        .. Enumerable.Range(1, 16).Select(n => Note($"note {n}.txt", $"Note {n}.")),
    ];

    private static FilePayload Note(string name, string text) => new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) };

    /// <summary>The line is cut once, behind the first two parts of the first file.</summary>
    /// <returns>Where each part began that was sent after the cut.</returns>
    private static async Task<IReadOnlyList<long>> CutWhileSendingAsync(Journey manager, FilePayload[] files)
    {
        var (cut, after) = (false, new List<long>());
        await manager.Page.RouteAsync("**/evidence/uploads/*", async route =>
        {
            if (route.Request.Headers.TryGetValue("upload-offset", out var offset))
            {
                if (!cut && offset == "2000000")
                {
                    cut = true;
                    await Journey.PictureAsync(manager.Page, "uploads-under-way");
                    await route.AbortAsync("connectionreset");
                    return;
                }

                after.AddRange(cut ? [long.Parse(offset, CultureInfo.InvariantCulture)] : []);
            }

            await route.ContinueAsync();
        });
        await manager.Main.GetByLabel("Files").SetInputFilesAsync(files);
        await Expect(manager.Main.GetByText("All files have been dealt with.")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        cut.ShouldBeTrue();
        return after;
    }

    private Task ScannedAsync() => Eventually.TrueAsync(
        () => _site.AsPortalAsync(services => services.GetRequiredService<PortalDbContext>().StoredFiles.AllAsync(f => f.Safety == FileSafety.Clean || f.Safety == FileSafety.Infected)),
        "every file was scanned");
}
