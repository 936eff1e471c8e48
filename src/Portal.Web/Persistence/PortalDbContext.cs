using System.Reflection;
using Microsoft.AspNetCore.DataProtection.EntityFrameworkCore;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore;
using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.Matters;
using Portal.Domain.Packs;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;
using Portal.Domain.Tasks;
using Portal.Web.Persistence.Conventions;
using Portal.Web.Security;

namespace Portal.Web.Persistence;

/// <summary>Everything the portal remembers. One model, two databases: see the SQLite and PostgreSQL contexts.</summary>
public abstract class PortalDbContext(DbContextOptions options, AccessScope scope)
    : IdentityDbContext<Account, IdentityRole<Guid>, Guid>(options), IDataProtectionKeyContext
{
    /// <summary>Name of the query filter that hides other bodies' records. Nothing in a page lifts it.</summary>
    public const string BodyFilter = "Body";

    private static readonly MethodInfo IsolateMethod =
        typeof(PortalDbContext).GetMethod(nameof(Isolate), BindingFlags.Instance | BindingFlags.NonPublic)!;

    public DbSet<DataProtectionKey> DataProtectionKeys => Set<DataProtectionKey>();

    public DbSet<Body> Bodies => Set<Body>();

    public DbSet<Person> People => Set<Person>();

    public DbSet<Post> Posts => Set<Post>();

    public DbSet<SelfAssessment> SelfAssessments => Set<SelfAssessment>();

    public DbSet<Assignment> Assignments => Set<Assignment>();

    public DbSet<Answer> Answers => Set<Answer>();

    public DbSet<Judgement> Judgements => Set<Judgement>();

    public DbSet<Revision> Revisions => Set<Revision>();

    public DbSet<AreaProgress> AreaProgress => Set<AreaProgress>();

    public DbSet<Comment> Comments => Set<Comment>();

    public DbSet<PartnerLink> PartnerLinks => Set<PartnerLink>();

    public DbSet<Caveat> Caveats => Set<Caveat>();

    public DbSet<EvidenceItem> EvidenceItems => Set<EvidenceItem>();

    public DbSet<EvidenceLink> EvidenceLinks => Set<EvidenceLink>();

    public DbSet<StoredFile> StoredFiles => Set<StoredFile>();

    public DbSet<FrozenVersion> FrozenVersions => Set<FrozenVersion>();

    public DbSet<Reopening> Reopenings => Set<Reopening>();

    public DbSet<LateAddition> LateAdditions => Set<LateAddition>();

    public DbSet<EvidencePack> Packs => Set<EvidencePack>();

    public DbSet<Review> Reviews => Set<Review>();

    public DbSet<Matter> Matters => Set<Matter>();

    public DbSet<PostTask> Tasks => Set<PostTask>();

    /// <summary>Read by the query filters at the moment a query runs.</summary>
    internal AccessScope Scope => scope;

    public override async Task<int> SaveChangesAsync(bool acceptAllChangesOnSuccess, CancellationToken cancellationToken = default)
    {
        ChangeTracker.DetectChanges();
        ChangeTracker.AutoDetectChangesEnabled = false; // Once is enough: with many rows, looking through all of them is much of the work of a save.
        try
        {
            VersionStamp.Raise(ChangeTracker);
            return await AskedForOnce.SaveAsync(this, () => base.SaveChangesAsync(acceptAllChangesOnSuccess, cancellationToken), cancellationToken);
        }
        finally
        {
            ChangeTracker.AutoDetectChangesEnabled = true;
        }
    }

    public override int SaveChanges(bool acceptAllChangesOnSuccess)
    {
        ChangeTracker.DetectChanges();
        VersionStamp.Raise(ChangeTracker);
        return base.SaveChanges(acceptAllChangesOnSuccess);
    }

    protected override void ConfigureConventions(ModelConfigurationBuilder configurationBuilder)
    {
        TypedIds.Apply(configurationBuilder);
        configurationBuilder.Properties<DateTime>().HaveConversion<UtcDateTimeConverter>();
        configurationBuilder.Properties<Enum>().HaveConversion<string>().HaveMaxLength(40);
    }

    protected override void OnModelCreating(ModelBuilder builder)
    {
        base.OnModelCreating(builder);
        builder.ApplyConfigurationsFromAssembly(typeof(PortalDbContext).Assembly);
        VersionStamp.Configure(builder);
        foreach (var entity in builder.Model.GetEntityTypes().Select(e => e.ClrType).Where(t => t.IsAssignableTo(typeof(IBelongsToBody))).ToList())
        {
            IsolateMethod.MakeGenericMethod(entity).Invoke(this, [builder]);
        }

        builder.Entity<EvidencePack>().HasQueryFilter(BodyFilter, pack => Scope.Everything || Scope.BodyIds.Contains(pack.BodyId)
            || (pack.State == PackState.Complete && Scope.ReviewedBodyIds.Contains(pack.BodyId)));

        // What came late reaches the review team with what it stands beside, not before.
        builder.Entity<LateAddition>().HasQueryFilter(BodyFilter, late => Scope.Everything || Scope.BodyIds.Contains(late.BodyId)
            || (Scope.ReviewedBodyIds.Contains(late.BodyId) && Packs.Any(p => p.FrozenVersionId == late.FrozenVersionId && p.State == PackState.Complete)));

        // A task reaches whoever holds its post. A matter is seen by those who run the body, who opened it, who have a task in it, and by the
        // team of its review. What an agency returned is for itself and for those who moderate it.
        builder.Entity<PostTask>().HasQueryFilter(BodyFilter, task => Scope.Everything || Scope.PostIds.Contains(task.PostId)
            || Scope.RunBodyIds.Contains(task.BodyId) || (task.MatterId == null && Scope.BodyIds.Contains(task.BodyId)));
        builder.Entity<ReturnedAnswer>().HasQueryFilter(BodyFilter, answer => Scope.Everything || Scope.PostIds.Contains(answer.PostId)
            || Scope.RunBodyIds.Contains(answer.BodyId));
        builder.Entity<Matter>().HasQueryFilter(BodyFilter, matter => Scope.Everything
            || (Scope.RunBodyIds.Contains(matter.BodyId) && (matter.ReviewId == null || matter.Kind == Matter.OfReview))
            || Scope.PostIds.Contains(matter.OpenedFor) || Tasks.Any(t => t.MatterId == matter.Id && Scope.PostIds.Contains(t.PostId))
            || (matter.ReviewId != null && Scope.ReviewIds.Contains(matter.ReviewId.Value)));

        // What a body says within itself is for those who hold a post in it, not for those who sign for it from outside.
        builder.Entity<Comment>().HasQueryFilter(BodyFilter, comment => Scope.Everything || Scope.OwnBodyIds.Contains(comment.BodyId));
        builder.Entity<FormerComment>().HasQueryFilter(BodyFilter, former => Scope.Everything || Scope.OwnBodyIds.Contains(former.BodyId));
        builder.Entity<Review>().HasQueryFilter(BodyFilter, review => Scope.Everything || Scope.ReviewedBodyIds.Contains(review.BodyId));
    }

    // An instance method, because EF Core reads the scope of the present context only through `this`.
    private void Isolate<T>(ModelBuilder builder) where T : class, IBelongsToBody => builder.Entity<T>().HasQueryFilter(
        BodyFilter, record => Scope.Everything || Scope.BodyIds.Contains(EF.Property<Id<Body>>(record, nameof(IBelongsToBody.BodyId))));
}
