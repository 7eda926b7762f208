//! Cholesky's factor of a dense matrix, in blocks.
//!
//! nalgebra's own factorisation works column by column, which memory limits: three thousand judges
//! would take it minutes for one fit. In blocks nearly all the work is multiplication of matrices,
//! which nalgebra hands to kernels that use what the processor offers.

use nalgebra::{DMatrix, DMatrixView, DMatrixViewMut};

use super::parallel;

/// Columns in a block: it fits into a core's cache together with what is multiplied by it.
const BLOCK: usize = 96;

/// The lower factor of a positive definite matrix.
#[derive(Debug, Clone)]
pub struct Factor(DMatrix<f64>);

impl Factor {
    /// Factors a symmetric matrix, of which only the lower triangle is read. None when it is not
    /// positive definite.
    pub fn of(mut matrix: DMatrix<f64>) -> Option<Self> {
        let n = matrix.nrows();
        let mut columns: Vec<(usize, &mut [f64])> = blocks(&mut matrix).collect();
        for at in 0..columns.len() {
            let (done, rest) = columns.split_at_mut(at + 1);
            let (from, own) = &mut done[at];
            let (from, width) = (*from, own.len() / n);
            let mut own = DMatrixViewMut::from_slice(own, n, width);
            if !factor_panel(&mut own.rows_mut(from, n - from)) {
                return None;
            }
            let own: DMatrixView<'_, f64> = own.as_view();
            let rest = rest.iter_mut().map(|(start, block)| (*start, &mut **block));
            share(n - from, rest.collect(), |(start, block)| {
                let width = block.len() / n;
                let mut block = DMatrixViewMut::from_slice(block, n, width);
                let rows = own.rows(start, n - start);
                let across = rows.rows(0, width).transpose();
                block
                    .rows_mut(start, n - start)
                    .gemm(-1.0, &rows, &across, 1.0);
            });
        }
        Some(Self(matrix))
    }

    /// The logarithm of the matrix's determinant.
    pub fn log_determinant(&self) -> f64 {
        (0..self.0.nrows())
            .map(|i| 2.0 * libm::log(self.0[(i, i)]))
            .sum()
    }

    /// Solves for the matrix itself.
    pub fn solve(&self, vector: &mut [f64]) {
        for j in 0..vector.len() {
            let solved = vector[j] / self.0[(j, j)];
            vector[j] = solved;
            let column = &self.column(j)[j + 1..];
            for (value, below) in vector[j + 1..].iter_mut().zip(column) {
                *value -= solved * below;
            }
        }
        self.solve_transposed(vector);
    }

    /// Solves for the factor's transpose: what turns independent draws into draws whose covariance
    /// is the matrix's inverse.
    pub fn solve_transposed(&self, vector: &mut [f64]) {
        for j in (0..vector.len()).rev() {
            let column = &self.column(j)[j + 1..];
            let known: f64 = column
                .iter()
                .zip(&vector[j + 1..])
                .map(|(l, x)| l * x)
                .sum();
            vector[j] = (vector[j] - known) / self.0[(j, j)];
        }
    }

    /// The matrix's inverse, both triangles.
    pub fn inverse(&self) -> DMatrix<f64> {
        let n = self.0.nrows();
        let lower = self.inverse_of_factor();
        let mut inverse = DMatrix::zeros(n, n);
        share(n, blocks(&mut inverse).collect(), |(start, block)| {
            let across = block.len() / n;
            let mut block = DMatrixViewMut::from_slice(block, n, across);
            for from in (start..n).step_by(BLOCK) {
                let width = BLOCK.min(n - from);
                let own = lower.view((from, from), (n - from, width)).transpose();
                let other = lower.view((from, start), (n - from, across));
                block.rows_mut(from, width).gemm(1.0, &own, &other, 0.0);
            }
        });
        inverse.fill_upper_triangle_with_lower_triangle();
        inverse
    }

    fn inverse_of_factor(&self) -> DMatrix<f64> {
        let n = self.0.nrows();
        let mut inverse = DMatrix::zeros(n, n);
        share(n, blocks(&mut inverse).collect(), |(start, block)| {
            let across = block.len() / n;
            let mut block = DMatrixViewMut::from_slice(block, n, across);
            for from in (start..n).step_by(BLOCK) {
                let width = BLOCK.min(n - from);
                let own = self.0.view((from, from), (width, width));
                let (above, mut below) = block.rows_range_pair_mut(start..from, from..from + width);
                if from == start {
                    below.fill_with_identity();
                } else {
                    let before = self.0.view((from, start), (width, from - start));
                    below.gemm(-1.0, &before, &above, 0.0);
                }
                solve_lower(&own, &mut below);
            }
        });
        inverse
    }

    fn column(&self, j: usize) -> &[f64] {
        let n = self.0.nrows();
        &self.0.as_slice()[j * n..(j + 1) * n]
    }
}

/// The columns of a matrix, in blocks, each with the number of its first.
fn blocks(matrix: &mut DMatrix<f64>) -> impl Iterator<Item = (usize, &mut [f64])> {
    let n = matrix.nrows();
    let blocks = matrix.as_mut_slice().chunks_mut((n * BLOCK).max(1));
    (0..).step_by(BLOCK).zip(blocks)
}

/// Shares blocks between processors, where there is enough to do.
fn share<T: Send>(size: usize, blocks: Vec<T>, work: impl Fn(T) + Sync) {
    if size < 4 * BLOCK {
        blocks.into_iter().for_each(work);
    } else {
        parallel::each(blocks, work);
    }
}

/// Factors the columns of one block, whose upper square is on the diagonal; false when that is not
/// positive definite.
fn factor_panel(panel: &mut DMatrixViewMut<'_, f64>) -> bool {
    let (rows, width) = panel.shape();
    for j in 0..width {
        let (done, mut rest) = panel.columns_range_pair_mut(0..j, j..width);
        let mut column = rest.column_mut(0);
        let mut column = column.rows_mut(j, rows - j);
        for p in 0..j {
            let factor = done[(j, p)];
            column.axpy(-factor, &done.view((j, p), (rows - j, 1)).column(0), 1.0);
        }
        let pivot = column[0];
        // Written so that what is not a number is refused as well.
        if !(pivot > 0.0 && pivot.is_finite()) {
            return false;
        }
        let root = pivot.sqrt();
        column.unscale_mut(root);
    }
    true
}

/// Solves in place for a small lower factor.
fn solve_lower(factor: &DMatrixView<'_, f64>, right: &mut DMatrixViewMut<'_, f64>) {
    let n = factor.nrows();
    for mut column in right.column_iter_mut() {
        for j in 0..n {
            let solved = column[j] / factor[(j, j)];
            column[j] = solved;
            if solved != 0.0 {
                for i in j + 1..n {
                    column[i] -= solved * factor[(i, j)];
                }
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positive(n: usize) -> DMatrix<f64> {
        let root = DMatrix::from_fn(n, n, |i, j| ((i * 31 + j * 17) % 23) as f64 / 23.0 - 0.4);
        &root * root.transpose() + DMatrix::identity(n, n)
    }

    #[test]
    fn it_solves_inverts_and_measures_across_blocks() {
        for n in [1, 2, 7, BLOCK, BLOCK + 1, 2 * BLOCK + 13] {
            let matrix = positive(n);
            let factor = Factor::of(matrix.clone()).unwrap();
            let identity = &matrix * factor.inverse();
            assert!((identity - DMatrix::identity(n, n)).amax() < 1e-9, "{n}");
            let wanted: Vec<f64> = (0..n).map(|i| i as f64 - 3.0).collect();
            let mut right = (&matrix * DMatrix::from_column_slice(n, 1, &wanted))
                .as_slice()
                .to_vec();
            factor.solve(&mut right);
            for (got, wanted) in right.iter().zip(&wanted) {
                assert!((got - wanted).abs() < 1e-8, "{got} {wanted}");
            }
            let determinant = nalgebra::Cholesky::new(matrix).unwrap().l().diagonal();
            let determinant: f64 = determinant.iter().map(|d| 2.0 * d.ln()).sum();
            assert!((factor.log_determinant() - determinant).abs() < 1e-9);
        }
    }

    #[test]
    fn the_transpose_is_solved_for_draws() {
        let factor = Factor::of(positive(5)).unwrap();
        let mut vector = vec![1.0, -2.0, 0.5, 3.0, 1.5];
        let before = vector.clone();
        factor.solve_transposed(&mut vector);
        let lower = nalgebra::Cholesky::new(positive(5)).unwrap().l();
        let back = lower.transpose() * DMatrix::from_column_slice(5, 1, &vector);
        for (got, wanted) in back.iter().zip(&before) {
            assert!((got - wanted).abs() < 1e-12);
        }
    }

    #[test]
    fn what_is_not_positive_definite_is_refused() {
        assert!(Factor::of(DMatrix::zeros(3, 3)).is_none());
        assert!(Factor::of(DMatrix::from_element(2, 2, f64::NAN)).is_none());
    }
}
