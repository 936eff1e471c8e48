using Microsoft.EntityFrameworkCore;
using Portal.Domain.People;
using Portal.Web.Frameworks;
using Portal.Web.Persistence;
using Portal.Web.Workflows;

namespace Portal.Web.Seeding;

/// <summary>Takes in what every installation needs: frameworks, workflow definitions, the authorities of 2013 with their boards. Running it again changes nothing.</summary>
public sealed class ReferenceData(PortalDbContext db, FrameworkLibrary frameworks, DefinitionLibrary definitions)
{
    /// <exception cref="SeedFileRefused">A data file has faults.</exception>
    /// <exception cref="DefinitionFileRefused">A workflow file has faults.</exception>
    public async Task PublishAsync(CancellationToken ct)
    {
        await frameworks.PublishAsync(SeedFolder.Frameworks, ct);
        await definitions.PublishAsync(SeedFolder.Workflows, ct);
        if (!await db.Bodies.AnyAsync(b => b.Kind == BodyKind.LocalAuthority, ct))
        {
            AddAuthorities(AuthoritiesFile.Read(SeedFolder.Authorities));
            await db.SaveChangesAsync(ct);
        }
    }

    private void AddAuthorities(IReadOnlyList<SeedAuthority> rows)
    {
        var boards = new Dictionary<string, Body>(StringComparer.Ordinal);
        foreach (var row in rows)
        {
            var authority = Body.Found(row.Code, row.Name, BodyKind.LocalAuthority, row.Region, row.Nation);
            db.Bodies.Add(authority);
            if (!boards.TryGetValue(row.BoardCode, out var board))
            {
                board = Body.Found(row.BoardCode, row.Board, BodyKind.SafeguardingBoard, row.Region, row.Nation);
                boards.Add(row.BoardCode, board);
                db.Bodies.Add(board);
            }

            board.Serve(authority);
        }
    }
}
