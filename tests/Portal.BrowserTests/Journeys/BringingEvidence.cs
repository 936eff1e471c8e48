using System.Text;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
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
        _site = PortalSite.ScannedBy(_clamd.Port);
        await _site.InitializeAsync();
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
        var offsets = Offsets(manager);
        await CutWhileSendingAsync(manager, TwentyFiles());
        await Expect(manager.Main.GetByText("All files have been dealt with.")).ToBeVisibleAsync(new() { Timeout = 120_000 });
        await Expect(manager.Main.Locator(".portal-uploads__file", new() { HasText = "already in your library as “The first note”" })).ToBeVisibleAsync();
        await Expect(manager.Main.Locator(".portal-uploads__file", new() { HasText = "“wrong.pdf” is not a PDF" })).ToBeVisibleAsync();
        offsets.ShouldContain(o => o > 0, "the file that was cut goes on where it was");
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
        (await manager.Main.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Open the file" }).CountAsync()).ShouldBe(0);
        await Journey.PictureAsync(manager.Page, "evidence-infected");

        await AddVersionAsync(manager, scene);
    }

    private async Task AddVersionAsync(Journey manager, Scene scene)
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
        await manager.PressAsync("It holds for version 2 too: LSCB-02");
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

        await keyboard.TabToAsync(manager.Main.GetByRole(Microsoft.Playwright.AriaRole.Button, new() { Name = "Add evidence", Exact = true }));
        await keyboard.GoAsync("Enter");
        await manager.SeesAsync("The first note");
    }

    private static Microsoft.Playwright.FilePayload[] TwentyFiles() =>
    [
        new() { Name = "recording.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Range(0, 1_200_000).Select(n => $"{n:0000000}\n"))) },
        new() { Name = "virus.txt", MimeType = "text/plain", Buffer = TestVirus.Content() },
        Note("a copy of the note.txt", "The first note."),
        Note("wrong.pdf", "This is no PDF."),
        .. Enumerable.Range(1, 16).Select(n => Note($"note {n}.txt", $"Note {n}.")),
    ];

    private static Microsoft.Playwright.FilePayload Note(string name, string text) => new() { Name = name, MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(text) };

    /// <summary>The first file is large and the line slow; the line is cut while it is on its way.</summary>
    private static async Task CutWhileSendingAsync(Journey manager, Microsoft.Playwright.FilePayload[] files)
    {
        var line = await manager.Page.Context.NewCDPSessionAsync(manager.Page);
        await line.SendAsync("Network.enable");
        await SpeedAsync(3_000_000);
        await manager.Main.GetByLabel("Files").SetInputFilesAsync(files);
        var progress = manager.Main.Locator(".portal-uploads__progress").First;
        await Eventually.TrueAsync(async () => await progress.EvaluateAsync<double>("p => p.value") > 2_000_000, "two megabytes were sent");
        await manager.Page.Context.SetOfflineAsync(true);
        await Expect(manager.Main.GetByText("interrupted; goes on by itself")).ToBeVisibleAsync();
        await Journey.PictureAsync(manager.Page, "uploads-cut");
        await manager.Page.Context.SetOfflineAsync(false);
        await SpeedAsync(-1);

        Task SpeedAsync(int bytesPerSecond) => line.SendAsync("Network.emulateNetworkConditions", new Dictionary<string, object>
        {
            ["offline"] = false, ["latency"] = 0, ["downloadThroughput"] = -1, ["uploadThroughput"] = bytesPerSecond,
        });
    }

    /// <summary>Where each part that is sent begins.</summary>
    private static List<long> Offsets(Journey who)
    {
        var offsets = new List<long>();
        who.Page.Request += (_, request) =>
        {
            if (request.Method == "PATCH" && request.Headers.TryGetValue("upload-offset", out var offset))
            {
                offsets.Add(long.Parse(offset, System.Globalization.CultureInfo.InvariantCulture));
            }
        };
        return offsets;
    }

    private Task ScannedAsync() => Eventually.TrueAsync(
        () => _site.AsPortalAsync(services => services.GetRequiredService<PortalDbContext>().StoredFiles.AllAsync(f => f.Safety == FileSafety.Clean || f.Safety == FileSafety.Infected)),
        "every file was scanned");
}
