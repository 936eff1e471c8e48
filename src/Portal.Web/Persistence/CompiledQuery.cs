using System.Runtime.CompilerServices;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;

namespace Portal.Web.Persistence;

/// <summary>A query that is run so often that building and looking up its expression each time would be much of its cost; translated once for each model.</summary>
/// <typeparam name="TQuery">What <see cref="EF"/> compiles it to.</typeparam>
/// <param name="compile">Compiles it.</param>
internal sealed class CompiledQuery<TQuery>(Func<TQuery> compile) where TQuery : class
{
    private readonly ConditionalWeakTable<IModel, TQuery> _byModel = [];

    public TQuery Of(DbContext db) => _byModel.GetValue(db.Model, _ => compile());
}
