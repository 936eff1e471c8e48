using Microsoft.EntityFrameworkCore;
using Portal.Domain.Packs;
using Portal.Web.CommandLine;
using Portal.Web.Mail;
using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.Features.Packs;

/// <summary>A real process, really killed.</summary>
public sealed class KillingThePortalWhileItPacks(PortalFixture portal) : PortalTest(portal)
{
    private string Packs => Path.Combine(Portal.Data, "packs");

    [Fact]
    public async Task Started_again_it_finishes_the_pack_and_nothing_half_made_is_left()
    {
        const long Bytes = 150_000_000;
        var scene = await Given.Submitted(("One.txt", () => new WrittenText(Bytes, 1)), ("Two.txt", () => new WrittenText(Bytes, 2)), ("Three.txt", () => new WrittenText(Bytes, 3)));
        var part = Path.Combine(Portal.Data, "incoming", $"{scene.Pack}.zip.part");

        using (var first = Start())
        {
            await Eventually.IsTrueAsync(() => Task.FromResult(new FileInfo(part) is { Exists: true, Length: > 20_000_000 }));
            await first.KillAsync();
        }

        var killed = await PackAsync();
        killed.State.ShouldBe(PackState.Assembling);
        Directory.Exists(Packs).ShouldBeFalse("What the killed process left is not yet a pack.");

        using (var second = Start())
        {
            await Eventually.IsTrueAsync(async () => (await PackAsync()).State == PackState.Complete);
        }

        var pack = await PackAsync();
        var file = Path.Combine(Packs, $"{pack.Id}.zip");
        Directory.GetFiles(Packs).ShouldBe([file]);
        (await VerifyPackCommand.RunAsync(file, TextWriter.Null, default)).ShouldBe(0);
        new ReadPack(file).ShouldBeAWholeBag().ShouldCarrySignaturesOf("Helen Archer", "Margaret Ellis").Payload.Count().ShouldBe(7);
        (await Portal.ReadAsync(db => db.Packs.CountAsync())).ShouldBe(1);
        (await Portal.ReadAsync(db => db.Set<OutgoingEmail>().CountAsync(m => m.Subject.StartsWith("Evidence pack received")))).ShouldBe(3);
    }

    private Task<EvidencePack> PackAsync() => Portal.ReadAsync(db => db.Packs.AsNoTracking().SingleAsync());

    private PortalProcess Start() => Portal.StartProcess(new Dictionary<string, string?>
    {
        ["ASPNETCORE_ENVIRONMENT"] = "Testing",
        ["Scanning:Off"] = "true",
        ["Printing:Chromium"] = "none",
        ["Jobs:PollSeconds"] = "1",
        ["Jobs:LeaseSeconds"] = "3",
    });
}
