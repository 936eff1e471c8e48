using System.Diagnostics;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Packs;
using Portal.Web.Features.Packs;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Packs;

/// <summary>The faces of a pack: what somebody has who was given the file and nothing else.</summary>
public sealed class ReadingThePack(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task The_description_for_programs_is_what_the_manifest_and_the_files_are()
    {
        await Given.Packed(("Audit “100 %” – März.txt", () => new MemoryStream("Zwölf Fälle."u8.ToArray())), ("طفل.txt", () => new MemoryStream("B"u8.ToArray())));
        var pack = new ReadPack(await FileAsync()).ShouldBeAWholeBag();
        var version = await Portal.ReadAsync(db => db.FrozenVersions.AsNoTracking().SingleAsync());

        using var crate = JsonDocument.Parse(pack.Text("data/ro-crate-metadata.json"));
        var entities = crate.RootElement.GetProperty("@graph").EnumerateArray().ToDictionary(e => e.GetProperty("@id").GetString()!, StringComparer.Ordinal);
        var root = entities["./"];
        var files = entities.Values.Where(e => Type(e) == "File").ToDictionary(e => Uri.UnescapeDataString(e.GetProperty("@id").GetString()!), StringComparer.Ordinal);

        crate.RootElement.GetProperty("@context")[0].GetString().ShouldBe("https://w3id.org/ro/crate/1.1/context");
        Id(entities["ro-crate-metadata.json"], "conformsTo").ShouldBe("https://w3id.org/ro/crate/1.1");
        Id(entities["ro-crate-metadata.json"], "about").ShouldBe("./");
        files.Keys.Order(StringComparer.Ordinal).ShouldBe(pack.Payload.Select(f => f["data/".Length..]).Except(["ro-crate-metadata.json"]).Order(StringComparer.Ordinal));
        root.GetProperty("hasPart").EnumerateArray().Select(p => Uri.UnescapeDataString(p.GetProperty("@id").GetString()!)).ShouldBe(files.Keys, ignoreOrder: true);
        var manifest = pack.Text("manifest-sha256.txt").Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => l.Split("  ", 2)).ToDictionary(l => l[1], l => l[0], StringComparer.Ordinal);
        foreach (var (name, file) in files)
        {
            file.GetProperty("sha256").GetString().ShouldBe(manifest["data/" + name], name);
            file.GetProperty("sha256").GetString().ShouldBe(Convert.ToHexStringLower(SHA256.HashData(pack.Bytes("data/" + name))), name);
            file.GetProperty("contentSize").GetString().ShouldBe($"{pack.Bytes("data/" + name).Length}", name);
            file.GetProperty("encodingFormat").GetString().ShouldNotBe("application/octet-stream", name);
            file.GetProperty("name").GetString().ShouldNotBeNullOrEmpty();
        }

        manifest.Keys.ShouldContain("data/ro-crate-metadata.json");
        root.GetProperty("identifier").GetString().ShouldBe($"sha256:{version.ContentHash}");
        root.GetProperty("datePublished").GetString().ShouldBe($"{version.SubmittedAt:yyyy-MM-ddTHH:mm:ssZ}");
        entities[Id(root, "publisher")].GetProperty("name").GetString().ShouldBe("Northshire Safeguarding Children Board");
        root.GetProperty("author").EnumerateArray().Select(a => entities[a.GetProperty("@id").GetString()!]).Select(p => (Type(p), p.GetProperty("name").GetString())).ShouldBe(
            [("Person", "Margaret Ellis"), ("Person", "Helen Archer")], ignoreOrder: true);
        files.Values.Count(f => f.TryGetProperty("temporalCoverage", out _)).ShouldBe(2);
    }

    [Fact]
    public async Task Standard_tools_alone_check_it_as_the_text_inside_says()
    {
        var scene = await Given.Packed();
        using var folder = new TemporaryFolder();
        await ZipFile.ExtractToDirectoryAsync(await FileAsync(), folder.Path, TestContext.Current.CancellationToken);
        var bag = Directory.GetDirectories(folder.Path).ShouldHaveSingleItem();
        var said = await File.ReadAllTextAsync(Path.Combine(bag, "data", "HOW-TO-CHECK.txt"), TestContext.Current.CancellationToken);
        var hash = await Portal.ReadAsync(db => db.FrozenVersions.Where(v => v.SelfAssessmentId == scene.Id).Select(v => v.ContentHash).SingleAsync());

        foreach (var command in new[] { "sha256sum -c manifest-sha256.txt", "sha256sum -c tagmanifest-sha256.txt" })
        {
            said.ShouldContain(command);
            var (code, output) = await RunAsync(bag, command);
            code.ShouldBe(0, output);
            output.Split('\n', StringSplitOptions.RemoveEmptyEntries).ShouldAllBe(line => line.EndsWith(": OK", StringComparison.Ordinal));
        }

        said.ShouldContain("sha256sum data/self-assessment.json");
        (await RunAsync(bag, "sha256sum data/self-assessment.json")).Output.ShouldStartWith(hash);
        said.ShouldContain(hash);

        await File.AppendAllTextAsync(Path.Combine(bag, "data", "index.html"), " ", TestContext.Current.CancellationToken);
        (await RunAsync(bag, "sha256sum -c manifest-sha256.txt")).Code.ShouldBe(1);
    }

    [Fact]
    public async Task Made_again_later_from_the_same_signed_version_it_is_the_same_file()
    {
        var scene = await Given.Packed();
        var first = await File.ReadAllBytesAsync(await FileAsync(), TestContext.Current.CancellationToken);
        Portal.Clock.Advance(TimeSpan.FromDays(40));
        await Portal.ReadAsync(db => db.Packs.ExecuteUpdateAsync(set => set.SetProperty(p => p.State, PackState.Queued)));

        await Portal.AsPortalAsync(s => s.GetRequiredService<AssemblePack>().RunAsync(scene.Pack!.Value, 1, default));

        (await File.ReadAllBytesAsync(await FileAsync(), TestContext.Current.CancellationToken)).ShouldBe(first);
        new ReadPack(await FileAsync()).Payload.ShouldBeUnique();
    }

    [Fact]
    public async Task The_office_files_inside_are_sound_and_hold_the_signed_text()
    {
        await Given.Packed();
        var pack = new ReadPack(await FileAsync());

        var word = new OfficeFile(pack.Bytes("data/self-assessment.docx"));
        var workbook = new OfficeFile(pack.Bytes("data/grades-answers-actions.xlsx"));

        word.Faults().ShouldBeEmpty();
        workbook.Faults().ShouldBeEmpty();
        word.Part("word/document.xml")!.ShouldContain(Given.Answer.Know);
        workbook.Part("xl/worksheets/sheet3.xml")!.ShouldContain(Given.Answer.Next);
    }

    private async Task<string> FileAsync() => Path.Combine(Portal.Data, "packs", $"{await Portal.ReadAsync(db => db.Packs.Select(p => p.Id).SingleAsync())}.zip");

    private static string? Type(JsonElement entity) => entity.GetProperty("@type").GetString();

    private static string Id(JsonElement entity, string property) => entity.GetProperty(property).GetProperty("@id").GetString()!;

    private static async Task<(int Code, string Output)> RunAsync(string folder, string command)
    {
        using var process = Process.Start(new ProcessStartInfo("/bin/sh", ["-c", command]) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false })!;
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, output);
    }
}
