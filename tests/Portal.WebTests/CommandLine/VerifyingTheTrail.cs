using Portal.WebTests.Infrastructure;

namespace Portal.WebTests.CommandLine;

public sealed class VerifyingTheTrail(PortalFixture portal) : PortalTest(portal)
{
    [Fact]
    public async Task The_operator_is_told_which_entry_is_wrong_and_what_the_head_was()
    {
        await Given.Assigned();

        var sound = await RunAsync(0, "verify-audit");
        sound.ShouldContain("The audit trail is sound");
        var head = sound[(sound.LastIndexOf(' ') + 1)..].Trim();
        (await RunAsync(0, "verify-audit", "--head", head)).ShouldContain("sound");
        (await RunAsync(0, "verify-audit", $"--DataDirectory={Portal.Data}")).ShouldContain("sound", Case.Sensitive, "configuration behind a command is no argument of it");
        (await RunAsync(2, "verify-audit", "--head", "yesterday")).ShouldContain("a number and 64 digits");

        await PastThePortal.WriteAsync(Portal, $"""delete from "AuditEntry" where "Number" = {head.Split(':')[0]}""");
        (await RunAsync(1, "verify-audit", "--head", head)).ShouldContain("cut off its end");
        await PastThePortal.WriteAsync(Portal, """update "AuditEntry" set "Action" = 'opened-by-nobody' where "Number" = 1""");
        (await RunAsync(1, "verify-audit")).ShouldContain("Entry 1 was altered");
    }

    private async Task<string> RunAsync(int exit, params string[] command)
    {
        using var process = Portal.StartProcess(new Dictionary<string, string?>(), command);
        (await process.ExitCodeAsync()).ShouldBe(exit, process.Said);
        return process.Said;
    }
}
