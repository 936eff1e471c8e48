using System.Security.Cryptography;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Portal.Domain.Packs;
using Portal.Web.CommandLine;
using Portal.Web.Features.Packs;
using Portal.Web.Jobs;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Packs;

public sealed class AssemblingAPack(PortalFixture portal) : PortalTest(portal)
{
    private string Packs => Path.Combine(Portal.Data, "packs");

    private string Working => Path.Combine(Portal.Data, "incoming");

    [Fact]
    public async Task It_holds_the_signed_text_the_evidence_and_an_index_and_every_hash_is_right()
    {
        var note = "Ein Prüfbericht, 12 Fälle.\r\n"u8.ToArray();
        var scene = await Given.Packed(("Audit “100 %” – März.txt", () => new MemoryStream(note)), ("Second.txt", () => new MemoryStream("Another note."u8.ToArray())));

        var pack = await PackAsync();
        var read = new ReadPack(FileOf(pack)).ShouldBeAWholeBag().ShouldCarrySignaturesOf("Helen Archer", "Margaret Ellis").ShouldBeReadFromItsIndex();

        (await Portal.ReadAsync(db => db.FrozenVersions.SingleAsync(v => v.SelfAssessmentId == scene.Id))).ContentHash
            .ShouldBe(Convert.ToHexStringLower(SHA256.HashData(read.Bytes("data/self-assessment.json"))));
        read.Payload.Count(f => f.StartsWith("data/evidence/", StringComparison.Ordinal)).ShouldBe(2);
        read.Payload.Select(read.Bytes).ShouldContain(bytes => bytes.SequenceEqual(note));
        read.Text("data/pages/evidence.html").ShouldContain("Audit “100 %” – März");
        pack.Sha256.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(await File.ReadAllBytesAsync(FileOf(pack)))));
        (await VerifyAsync(FileOf(pack))).ExitCode.ShouldBe(0);
    }

    [Fact]
    public async Task Altered_by_one_byte_anywhere_it_is_refused_unless_every_file_in_it_is_still_the_same()
    {
        await Given.Packed();
        var whole = await File.ReadAllBytesAsync(FileOf(await PackAsync()));
        var contents = new ReadPack(FileOf(await PackAsync())).Everything;
        var altered = Path.Combine(Portal.Data, "altered.zip");
        var (tried, refused) = (0, 0);
        for (var place = 0; place < whole.Length; place += 97)
        {
            var bytes = whole.ToArray();
            bytes[place] ^= 0x01;
            await File.WriteAllBytesAsync(altered, bytes);

            var (exitCode, said) = await VerifyAsync(altered);

            tried++;
            refused += exitCode;
            if (exitCode == 0)
            {
                // A bit that says nothing about a file, such as its rights on the maker's system.
                new ReadPack(altered).Everything.ShouldBe(contents, $"byte {place} of {whole.Length}");
                continue;
            }

            exitCode.ShouldBe(1, $"byte {place} of {whole.Length}\n{said}");
            said.ShouldContain("NOT complete and unaltered");
        }

        refused.ShouldBeGreaterThan(tried * 9 / 10);
    }

    [Fact]
    public async Task Run_again_after_it_is_complete_nothing_changes_and_nobody_is_told_twice()
    {
        await Given.Packed();
        var before = await PackAsync();
        var written = File.GetLastWriteTimeUtc(FileOf(before));

        await Portal.AsPortalAsync(s => s.GetRequiredService<AssemblePackJob>().RunAsync(before.Id.ToString(), default));

        var after = await PackAsync();
        (after.Version, after.Sha256, File.GetLastWriteTimeUtc(FileOf(after))).ShouldBe((before.Version, before.Sha256, written));
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.Subject.StartsWith("Evidence pack received")))).ShouldBe(3);
    }

    [Fact]
    public async Task What_was_asked_for_before_a_stop_does_nothing_once_another_run_goes_on()
    {
        await Given.Submitted();
        var pack = await PackAsync();
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<StopPack>().StopAsync(pack.Id, default));
        await Portal.AsAsync(Given.Manager, s => s.GetRequiredService<StopPack>().GoOnAsync(pack.Id, default));

        await Portal.AsPortalAsync(s => s.GetRequiredService<AssemblePackJob>().RunAsync(AssemblePackJob.SubjectOf(pack), default));
        (await PackAsync()).State.ShouldBe(PackState.Queued);

        await Given.JobsRun();
        (await PackAsync()).State.ShouldBe(PackState.Complete);
    }

    [Fact]
    public async Task Evidence_damaged_on_the_disk_is_not_packed_until_it_is_put_right()
    {
        await Given.Submitted(("Audit.txt", () => new WrittenText(3_000_000, 1)));
        var file = EvidenceFiles().ShouldHaveSingleItem();
        var right = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, [.. right[..^1], (byte)'!']);

        await Given.JobsRun();

        await ShouldHaveFailedAsync("evidence/", "cannot be made until the file is put back");
        await File.WriteAllBytesAsync(file, right);
        await ShouldSucceedNowAsync();
    }

    [Fact]
    public async Task Evidence_missing_from_the_disk_is_named_and_not_packed()
    {
        await Given.Submitted(("Audit.txt", () => new WrittenText(3_000_000, 1)));
        var file = EvidenceFiles().ShouldHaveSingleItem();
        var right = await File.ReadAllBytesAsync(file);
        File.Delete(file);

        await Given.JobsRun();

        await ShouldHaveFailedAsync("evidence/", "is missing", "cannot be made until the file is put back");
        await File.WriteAllBytesAsync(file, right);
        await ShouldSucceedNowAsync();
    }

    [Fact]
    public async Task On_a_full_disk_there_is_no_pack_and_no_part_of_one()
    {
        await Given.Submitted(("Audit.txt", () => new WrittenText(3_000_000, 1)));
        using (SmallDisk.At(Working))
        {
            await Given.JobsRun();

            await ShouldHaveFailedAsync("could not be written to disk");
        }

        await ShouldSucceedNowAsync();
    }

    [Fact]
    public async Task Stopped_in_the_middle_it_leaves_nothing_and_goes_on_the_next_time()
    {
        await Given.Submitted(("Audit.txt", () => new WrittenText(30_000_000, 1)));
        using var stop = new CancellationTokenSource();
        using var watch = new FileSystemWatcher(Directory.CreateDirectory(Working).FullName) { EnableRaisingEvents = true };
        watch.Changed += (_, _) => stop.Cancel();

        await Portal.Host.Services.GetRequiredService<JobRunner>().RunDueAsync(stop.Token).ShouldThrowAsync<OperationCanceledException>();

        ShouldHaveLeftNothing();
        (await PackAsync()).State.ShouldBe(PackState.Assembling);
        (await Portal.ReadAsync(db => db.Set<JobRequest>().SingleAsync(j => j.Kind == "assemble-pack"))).State.ShouldBe(JobState.Waiting);
        await ShouldSucceedNowAsync();
    }

    private static async Task<(int ExitCode, string Said)> VerifyAsync(string file)
    {
        var said = new StringWriter();
        return (await VerifyPackCommand.RunAsync(file, said, default), said.ToString());
    }

    private Task<EvidencePack> PackAsync() => Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync());

    private string FileOf(EvidencePack pack) => Path.Combine(Packs, $"{pack.Id}.zip");

    private void ShouldHaveLeftNothing()
    {
        Directory.GetFiles(Working).ShouldBeEmpty();
        (Directory.Exists(Packs) ? Directory.GetFiles(Packs) : []).ShouldBeEmpty();
    }

    private string[] EvidenceFiles() => Directory.GetFiles(Path.Combine(Portal.Data, "files"), "*", SearchOption.AllDirectories);

    private async Task ShouldHaveFailedAsync(params string[] words)
    {
        var pack = await PackAsync();
        pack.State.ShouldBe(PackState.Failed);
        foreach (var word in words)
        {
            pack.Failure.ShouldNotBeNull().ShouldContain(word);
        }

        ShouldHaveLeftNothing();
        var request = await Portal.ReadAsync(db => db.Set<JobRequest>().SingleAsync(j => j.Kind == "assemble-pack"));
        (request.State, request.Attempts).ShouldBe((JobState.Waiting, 1));
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.Subject.StartsWith("Evidence pack received")))).ShouldBe(0);
    }

    private async Task ShouldSucceedNowAsync()
    {
        Portal.Clock.Advance(TimeSpan.FromMinutes(2));
        await Given.JobsRun();
        var pack = await PackAsync();
        (pack.State, pack.Failure, pack.Percent).ShouldBe((PackState.Complete, null, 100));
        Directory.GetFiles(Packs).ShouldBe([FileOf(pack)]);
        (await VerifyAsync(FileOf(pack))).ExitCode.ShouldBe(0);
        new ReadPack(FileOf(pack)).ShouldBeAWholeBag();
    }
}
